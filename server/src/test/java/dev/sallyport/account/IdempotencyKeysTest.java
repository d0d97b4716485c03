package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.IdempotencyKeys.Begin;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before each test
class IdempotencyKeysTest extends AccountTestCase {
  private static final String ACCOUNT = "0123456789abcdef01234567";
  private static final String OTHER_ACCOUNT = "76543210fedcba9876543210";
  private static final String REQUEST = "a".repeat(64);
  private static final String OTHER_REQUEST = "b".repeat(64);

  private IdempotencyKeys keys;

  @BeforeEach
  void make() {
    keys = new IdempotencyKeys(house.store, house);
  }

  private Begin begin(String request) {
    return keys.begin(ACCOUNT, "order-1", request);
  }

  private int rows() {
    return house.store.read(handle ->
        handle.createQuery("SELECT count(*) FROM idempotency_key").mapTo(Integer.class).one());
  }

  @Test
  void anAnswerIsFiledUnderItsKey() {
    assertThat(begin(REQUEST)).isInstanceOf(Begin.Begun.class);
    assertThat(begin(REQUEST)).isInstanceOf(Begin.UnderWay.class);
    keys.finish(ACCOUNT, "order-1", "yes");
    assertThat(begin(REQUEST)).isEqualTo(new Begin.Answered("yes"));
    assertThat(begin(OTHER_REQUEST)).isInstanceOf(Begin.OtherRequest.class);
  }

  @Test
  void aKeyIsItsAccountsAlone() {
    begin(REQUEST);
    assertThat(keys.begin(OTHER_ACCOUNT, "order-1", OTHER_REQUEST)).isInstanceOf(Begin.Begun.class);
  }

  @Test
  void aReleasedKeyIsNewAgain() {
    begin(REQUEST);
    keys.release(ACCOUNT, "order-1");
    assertThat(begin(OTHER_REQUEST)).isInstanceOf(Begin.Begun.class);
  }

  @Test
  void anAbandonedKeyIsCutShort() {
    begin(REQUEST);
    keys.abandon(ACCOUNT, "order-1");
    assertThat(begin(REQUEST)).isInstanceOf(Begin.CutShort.class);
  }

  @Test
  void whatAnotherProcessBeganIsUnderWayAndThenCutShort() {
    begin(REQUEST);
    keys = new IdempotencyKeys(house.store, house);
    assertThat(begin(REQUEST)).isInstanceOf(Begin.UnderWay.class);
    house.pass(Duration.ofMinutes(16));
    assertThat(begin(REQUEST)).isInstanceOf(Begin.CutShort.class);
  }

  @Test
  void keysWhoseTimeIsOverAreSweptAway() {
    begin(REQUEST);
    keys.finish(ACCOUNT, "order-1", "yes");
    house.pass(IdempotencyKeys.KEPT.plusMinutes(2));
    keys.begin(OTHER_ACCOUNT, "order-2", REQUEST);
    assertThat(rows()).isEqualTo(1);
  }
}

package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.ID;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.TRACE;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recipients that are all known before the first is put to the relay. */
final class PipelinedRecipientsTest {

  private final FakeRelay first = FakeRelay.start();
  private final FakeRelay second = FakeRelay.with().without("PIPELINING").start();
  private final SmtpRelay relay = Handing.relay(first, second);

  @AfterEach
  void nothingLeaks() {
    first.close();
    second.close();
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0);
  }

  private static List<String> many(int count) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add("r" + i + "@example.net");
    }
    return addresses;
  }

  private static boolean isAccepted(RecipientWord word) {
    return word instanceof RecipientWord.Accepted;
  }

  @Test
  void eachGetsItsOwnWordInOrder() {
    first.onRecipient("r1@example.net", Act.say("550 5.1.1 No such user"));
    try (Transaction transaction = opened(relay)) {
      List<String> addresses = new ArrayList<>(many(3));
      addresses.add(2, "not an address");
      List<RecipientWord> words = transaction.recipients(addresses);
      assertThat(words)
          .extracting(word -> isAccepted(word))
          .containsExactly(true, false, false, true);
      assertThat(((RecipientWord.Refused) words.get(1)).reply().code()).isEqualTo(550);
      assertThat(((RecipientWord.Refused) words.get(2)).reply().code()).isEqualTo(553);
      transaction.send(ID, TRACE, BytesContent.of(TEXT));
    }
    assertThat(first.take().recipients()).containsExactly("r0@example.net", "r2@example.net");
  }

  @Test
  void manyMoreThanGoTogetherAreAllPut() {
    try (Transaction transaction = opened(relay)) {
      assertThat(transaction.recipients(many(123))).allMatch(PipelinedRecipientsTest::isAccepted);
      transaction.send(ID, TRACE, BytesContent.of(TEXT));
    }
    assertThat(first.take().recipients()).isEqualTo(many(123));
  }

  @Test
  void aRelayLostAmongThemIsStoodInForByOneThatIsAskedOneByOne() {
    first.onRecipient("r5@example.net", Act.drop());
    second.onRecipient("r7@example.net", Act.say("450 4.2.1 Later"));
    try (Transaction transaction = opened(relay)) {
      List<RecipientWord> words = transaction.recipients(many(10));
      assertThat(words).hasSize(10);
      assertThat(words.get(7)).isInstanceOf(RecipientWord.Refused.class);
      transaction.send(ID, TRACE, BytesContent.of(TEXT));
    }
    List<String> expected = many(10);
    expected.remove(7);
    assertThat(second.take().recipients()).isEqualTo(expected);
  }

  @Test
  void whereNoneIsLeftTheRestIsAway() {
    first.onRecipient("r2@example.net", Act.drop());
    second.close();
    try (Transaction transaction = opened(relay)) {
      assertThat(transaction.recipients(many(4)))
          .satisfiesExactly(
              word -> assertThat(word).isInstanceOf(RecipientWord.Accepted.class),
              word -> assertThat(word).isInstanceOf(RecipientWord.Accepted.class),
              word -> assertThat(word).isInstanceOf(RecipientWord.Away.class),
              word -> assertThat(word).isInstanceOf(RecipientWord.Away.class));
    }
  }
}

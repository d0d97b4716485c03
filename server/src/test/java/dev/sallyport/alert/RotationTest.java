package dev.sallyport.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RotationTest extends AlertTestCase {
  /** How a call that is made now is signed: each {@code v1} in its order. */
  private List<String> signatures() throws Exception {
    node.deliver();
    return List.of(receiver.received().getLast().header("Sallyport-signature").split(",")).stream()
        .filter(part -> part.startsWith("v1="))
        .toList();
  }

  private String signature(AddedTarget by) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(by.secret().getBytes(UTF_8), "HmacSHA256"));
    String body = receiver.received().getLast().body();
    byte[] signed = mac.doFinal((instant().getEpochSecond() + "." + body).getBytes(UTF_8));
    return "v1=" + HexFormat.of().formatHex(signed);
  }

  private void test(AddedTarget hook) {
    node.alerts.test(hook.target(), OPS);
  }

  @Test
  void theNewKeyAndTheOldSignWithinADay() throws Exception {
    AddedTarget hook = webhook();
    AddedTarget rotated = node.alerts.rotate(hook.target(), false, OPS);
    pass(Alerts.OVERLAP.minusSeconds(1));
    test(hook);
    assertThat(signatures()).containsExactly(signature(rotated), signature(hook));
  }

  @Test
  void afterADayTheOldKeySignsNothing() throws Exception {
    AddedTarget hook = webhook();
    AddedTarget rotated = node.alerts.rotate(hook.target(), false, OPS);
    pass(Alerts.OVERLAP);
    test(hook);
    assertThat(signatures()).containsExactly(signature(rotated));
  }

  @Test
  void aKeyThatIsDroppedSignsNothingFromThenOn() throws Exception {
    AddedTarget hook = webhook();
    AddedTarget rotated = node.alerts.rotate(hook.target(), true, OPS);
    test(hook);
    assertThat(signatures()).containsExactly(signature(rotated));
  }

  @Test
  void ofThreeKeysTheLastTwoSign() throws Exception {
    AddedTarget hook = webhook();
    AddedTarget second = node.alerts.rotate(hook.target(), false, OPS);
    AddedTarget third = node.alerts.rotate(hook.target(), false, OPS);
    test(hook);
    assertThat(signatures()).containsExactly(signature(third), signature(second));
  }

  @Test
  void theOldKeyIsTakenOutOfTheStore() {
    AddedTarget hook = webhook();
    node.alerts.rotate(hook.target(), false, OPS);
    pass(Alerts.OVERLAP.plus(Duration.ofHours(1)));
    node.watch.tidy();
    int old =
        node.store.read(handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM alert_target WHERE old_key IS NOT NULL")
                .mapTo(Integer.class)
                .one());
    assertThat(old).isZero();
  }
}

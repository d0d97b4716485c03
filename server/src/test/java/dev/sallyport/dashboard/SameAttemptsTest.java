package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.activity.Callers.Caller;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SameAttemptsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void whatTheListDeniesIsOneRowWhicheverEntryDeniedIt() {
    assertThat(SameAttempts.joined(List.of(denied("paused", 2, 0), denied("not_listed", 3, 60))))
        .singleElement()
        .satisfies(caller -> {
          assertThat(caller.calls()).isEqualTo(5);
          assertThat(caller.firstSeenAt()).isEqualTo(NOON);
          assertThat(caller.lastSeenAt()).isEqualTo(NOON.plusSeconds(60));
        });
  }

  @Test
  void anotherReasonIsARowOfItsOwn() {
    assertThat(
            SameAttempts.joined(
                List.of(
                    denied("credential_not_listed", 2, 0),
                    denied("account_paused", 2, 0),
                    denied("not_listed", 3, 60))))
        .hasSize(3);
  }

  private static Caller denied(String reason, long calls, long seconds) {
    Instant at = NOON.plusSeconds(seconds);
    return new Caller(
        Network.of("192.0.2.1"), "smtp", "c".repeat(24), "", reason, false, calls, at, at);
  }
}

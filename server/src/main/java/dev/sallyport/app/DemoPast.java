package dev.sallyport.app;

import dev.sallyport.activity.Call;
import dev.sallyport.activity.Recorder;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.Store;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * Thirty days that never were, for the demo alone: its throw-away store gets counts as if callers
 * had sent all the while, so that there is something to look at.
 */
final class DemoPast {
  private static final int DAYS = 30;

  /** Any number: the same past each time. */
  private static final long SEED = 7;

  private final String accountId;
  private final String token;
  private final String smtpUser;
  private final Random random = new Random(SEED);

  /**
   * @param token the id of the token that calls by HTTP
   * @param smtpUser the id of the SMTP user
   */
  DemoPast(String accountId, String token, String smtpUser) {
    this.accountId = accountId;
    this.token = token;
    this.smtpUser = smtpUser;
  }

  /**
   * Counts them.
   *
   * @param laptop the entry of 127.0.0.1
   * @param office the entry of 127.0.0.2 and 127.0.0.3
   */
  void write(Store store, Instant now, String laptop, String office) {
    MovedClock clock = new MovedClock(now);
    Recorder recorder = new Recorder(store, Duration.ofDays(DAYS + 1), clock);
    for (Instant hour = now.minus(Duration.ofDays(DAYS));
        hour.isBefore(now);
        hour = hour.plus(Duration.ofHours(1))) {
      clock.now = hour;
      int busy = busy(hour);
      calls(recorder, "api", "127.0.0.1", laptop, "listed", busy * 5);
      calls(recorder, "api", "127.0.0.2", office, "listed", busy * 3);
      calls(recorder, "smtp", "127.0.0.3", office, "listed", busy);
      Duration ago = Duration.between(hour, now);
      if (ago.toDays() < 12) {
        calls(recorder, "smtp", "127.0.0.9", "", "not_listed", random.nextInt(3) / 2);
      }
      if (ago.toDays() < 3) {
        calls(recorder, "api", "127.0.0.77", "", "not_listed", random.nextInt(4) / 3);
      }
      recorder.flush();
    }
  }

  /** More by day than by night, less at weekends. */
  private int busy(Instant hour) {
    var at = hour.atZone(ZoneOffset.UTC);
    int most = at.getHour() >= 7 && at.getHour() < 19 ? 8 : 2;
    boolean weekend =
        at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    return random.nextInt(weekend ? most / 2 + 1 : most + 1);
  }

  private void calls(
      Recorder recorder, String channel, String from, String entry, String reason, int number) {
    Call call =
        new Call(
            accountId,
            channel.equals("api") ? token : smtpUser,
            channel,
            IpAddress.of(from),
            entry,
            reason,
            reason.equals("listed"));
    for (int i = 0; i < number; i++) {
      recorder.record(call);
    }
  }

  /** A clock that stands where it is put. */
  private static final class MovedClock implements InstantSource {
    private Instant now;

    MovedClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}

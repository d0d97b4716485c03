package dev.sallyport.dashboard;

import io.javalin.http.Context;
import java.io.Serial;
import java.time.Duration;

/** Too many wrong passwords or codes came from an address: what it asks is not looked at. */
final class Slowed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final long seconds;

  /** The wait is rounded up to whole seconds. */
  Slowed(Duration wait) {
    super("", null, false, false);
    this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Says in the answer's headers when to come again. */
  int status(Context ctx) {
    ctx.header("Retry-After", String.valueOf(seconds));
    return 429;
  }

  String text() {
    long minutes = (seconds + 59) / 60;
    String wait =
        seconds < 60
            ? Words.count(seconds, "second", "seconds")
            : Words.count(minutes, "minute", "minutes");
    return "Too many tries from this address. Wait " + wait.replace('\u00a0', ' ') + ".";
  }
}

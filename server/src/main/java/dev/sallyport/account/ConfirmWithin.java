package dev.sallyport.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time in which a change must be confirmed: 1 minute to 24 hours. */
public final class ConfirmWithin {
  /** What is wrong with a time that {@link #parse} does not take. */
  public static final String WRONG =
      "The time to confirm in must be a number with its unit, such as 90s, 10m or 2h, from 1 minute"
          + " to 24 hours.";

  static final String FIELD = "confirm_within";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smh])");
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofHours(24);

  private ConfirmWithin() {}

  /** A time as typed; empty where it is none, or out of bounds. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    return Optional.of(time).filter(ConfirmWithin::inBounds);
  }

  private static boolean inBounds(Duration time) {
    return time.compareTo(LEAST) >= 0 && time.compareTo(MOST) <= 0;
  }

  /** Why a list can't go back by itself to what it is; null where it can. */
  static ChangeResult.@Nullable Invalid refused(@Nullable Duration time, Allowlist before) {
    if (time == null) {
      return null;
    }
    if (!inBounds(time)) {
      return FieldErrors.one(FIELD, WRONG);
    }
    return before.entries().isEmpty()
        ? FieldErrors.one(
            FIELD,
            "The list is empty now, and going back would open it to every address again, which never"
                + " happens by itself. Make this change without a time to confirm in.")
        : null;
  }

  /** What must be acknowledged of going back; null for nothing. */
  static @Nullable Warning warning(@Nullable Duration time, Allowlist before, Mode after) {
    return time != null && before.mode() == Mode.MONITOR && after == Mode.ENFORCE
        ? new Warning(
            "opens_account",
            "Unless it is confirmed in time, the list goes back to monitor mode, in which mail from"
                + " every address is let through."
                + " To end monitor mode for good, leave the time to confirm in away.")
        : null;
  }

  static @Nullable Deadline deadline(
      @Nullable Duration time, Allowlist before, Allowlist after, Instant now) {
    return time == null
        ? null
        : new Deadline(after.ref(), after.revision(), before.mode(), now.plus(time), null);
  }
}

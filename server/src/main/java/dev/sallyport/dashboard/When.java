package dev.sallyport.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A moment in words: relative up to 48 hours, then the date.
 *
 * @param text for the eye
 * @param exact the UTC time to the second, for the title
 * @param iso for {@code datetime}
 */
record When(String text, String exact, String iso) {
  private static final DateTimeFormatter EXACT = format("d MMM uuuu, HH:mm:ss 'UTC'");
  private static final DateTimeFormatter DAY = format("d MMM");
  private static final DateTimeFormatter DAY_AND_YEAR = format("d MMM uuuu");
  private static final DateTimeFormatter TIME = format("HH:mm");
  private static final Duration RELATIVE = Duration.ofDays(2);

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** A moment gone by. */
  static When past(Instant at, Instant now) {
    return new When(ago(at, now), EXACT.format(at), iso(at));
  }

  /** As it stands within a sentence: {@code just now}. */
  String within() {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.compareTo(RELATIVE) >= 0) {
      return day(at, now);
    }
    if (age.toHours() >= 24) {
      return "Yesterday";
    }
    if (age.toMinutes() >= 60) {
      return plural(age.toHours(), "hour") + " ago";
    }
    if (age.toSeconds() >= 60) {
      return plural(age.toMinutes(), "minute") + " ago";
    }
    return age.toSeconds() < 5 ? "Just now" : age.toSeconds() + " seconds ago";
  }

  /** {@code in 3 hours}, {@code in 5 days}: how far off a moment is. */
  static String in(Instant at, Instant now) {
    Duration left = Duration.between(now, at);
    if (left.toMinutes() < 1) {
      return "within a minute";
    }
    if (left.toHours() < 1) {
      return "in " + plural(left.toMinutes(), "minute");
    }
    if (left.compareTo(RELATIVE) < 0) {
      return "in " + plural(left.toHours(), "hour");
    }
    return "in " + plural(left.toDays(), "day");
  }

  private static String plural(long number, String unit) {
    return number == 1 ? "1 " + unit : number + " " + unit + "s";
  }

  /** {@code 6 Mar}; with the year where it is another one. */
  static String day(Instant at, Instant now) {
    ZonedDateTime then = at.atZone(ZoneOffset.UTC);
    boolean thisYear = then.getYear() == now.atZone(ZoneOffset.UTC).getYear();
    return (thisYear ? DAY : DAY_AND_YEAR).format(at);
  }

  /** {@code 09:00}. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  static String exact(Instant at) {
    return EXACT.format(at);
  }

  static String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

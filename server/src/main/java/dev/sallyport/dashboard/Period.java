package dev.sallyport.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far the activity page looks back: by the hour, or by the day of UTC. */
enum Period {
  DAY("24h", "24 hours", true, 24),
  TWO_DAYS("48h", "48 hours", true, 48),
  WEEK("7d", "7 days", false, 7),
  MONTH("30d", "30 days", false, 30),
  QUARTER("90d", "90 days", false, 90);

  private final String word;
  private final String text;
  private final boolean byHour;
  private final int slots;

  Period(String word, String text, boolean byHour, int slots) {
    this.word = word;
    this.text = text;
    this.byHour = byHour;
    this.slots = slots;
  }

  /** The period of that word; 30 days where there is none. */
  static Period of(String word) {
    for (Period period : values()) {
      if (period.word.equals(word)) {
        return period;
      }
    }
    return MONTH;
  }

  String word() {
    return word;
  }

  String text() {
    return text;
  }

  boolean byHour() {
    return byHour;
  }

  /** How many hours or days. */
  int slots() {
    return slots;
  }

  /** How long each of them is. */
  Duration slot() {
    return byHour ? Duration.ofHours(1) : Duration.ofDays(1);
  }

  /** The end of the hour or day under way. */
  Instant end(Instant now) {
    return now.truncatedTo(byHour ? ChronoUnit.HOURS : ChronoUnit.DAYS).plus(slot());
  }

  Instant begin(Instant now) {
    return end(now).minus(slot().multipliedBy(slots));
  }
}

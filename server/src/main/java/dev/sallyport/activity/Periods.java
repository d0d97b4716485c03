package dev.sallyport.activity;

import java.time.Duration;
import java.time.Instant;

/** Hours and days of UTC, each named by the millisecond it begins with. */
final class Periods {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private Periods() {}

  static long hour(long millis) {
    return millis - Math.floorMod(millis, HOUR);
  }

  static long day(long millis) {
    return millis - Math.floorMod(millis, DAY);
  }

  static long hour(Instant time) {
    return hour(time.toEpochMilli());
  }

  static long day(Instant time) {
    return day(time.toEpochMilli());
  }
}

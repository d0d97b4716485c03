package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The expiry chosen in a form.
 *
 * @param kept whether the entry's own expiry stays as it is
 * @param at when it ends; null for never
 * @param error what is wrong with it; null where nothing is
 */
record Expiry(boolean kept, @Nullable Instant at, @Nullable String error) {

  /**
   * Reads it.
   *
   * @param renewed the entry that is renewed, which a time is added to; null where there is none
   */
  static Expiry read(Form form, @Nullable Entry renewed, Instant now) {
    return switch (form.text("expires")) {
      case "" -> new Expiry(false, null, null);
      case "keep" -> new Expiry(true, null, null);
      case "PT24H" -> after(Duration.ofDays(1), renewed, now);
      case "P7D" -> after(Duration.ofDays(7), renewed, now);
      case "P30D" -> after(Duration.ofDays(30), renewed, now);
      case "custom" -> day(form.text("expires_on"), now);
      default -> wrong("Choose when the entry expires, or that it never does.");
    };
  }

  private static Expiry after(Duration time, @Nullable Entry renewed, Instant now) {
    Instant end = renewed == null ? now.plus(time) : renewed.endRenewedBy(time, now);
    return new Expiry(false, end, null);
  }

  /** An entry lasts through the whole day named. */
  private static Expiry day(String text, Instant now) {
    try {
      Instant end = LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return end.isAfter(now)
          ? new Expiry(false, end, null)
          : wrong("That day is over. Choose today or a later day.");
    } catch (DateTimeParseException e) {
      return wrong("Enter a day such as 2027-03-31.");
    }
  }

  private static Expiry wrong(String error) {
    return new Expiry(false, null, error);
  }
}

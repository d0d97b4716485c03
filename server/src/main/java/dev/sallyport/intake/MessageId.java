package dev.sallyport.intake;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The id a message is known by: 24 hexadecimal digits, 4 bytes of time in seconds before 8 random
 * ones, so that ids sort by age to the second and none is met twice.
 */
final class MessageId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private MessageId() {}

  static String next(long epochSecond) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((int) epochSecond) + hex.toHexDigits(RANDOM.nextLong());
  }
}

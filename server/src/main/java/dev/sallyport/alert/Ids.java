package dev.sallyport.alert;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes ids and keys. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** 24 hexadecimal digits. */
  static String next() {
    return HexFormat.of().formatHex(random(12));
  }

  /** A webhook's key: 256 bits behind a mark that tells what it is. */
  static String key() {
    return "slw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
  }

  /** What a link ends in: 192 bits in 32 characters. */
  static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}

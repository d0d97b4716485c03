package dev.sallyport.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a secret made by us is kept as. Such secrets carry 80 random bits or more, so one round of
 * SHA-256 is enough: there is nothing to guess. What people choose is never kept like this.
 */
public final class SecretHash {
  private SecretHash() {}

  /** SHA-256 in 64 hexadecimal digits, in lower case. */
  public static String of(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.sallyport.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a secret made by us is kept as. Such secrets carry 80 random bits or more, so one round of
 * SHA-256 is enough: there is nothing to guess. What people choose is never kept like this.
 */
public final class SecretHash {
  /** The hash of no secret: what an unknown name is held against, so that it costs the same. */
  public static final String NOBODY = "0".repeat(64);

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

  /** Compares two hashes in a time that does not depend on where they differ. */
  public static boolean same(String hash, String other) {
    return MessageDigest.isEqual(hash.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}

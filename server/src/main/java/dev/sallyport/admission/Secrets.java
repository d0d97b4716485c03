package dev.sallyport.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Holds shown secrets against stored hashes. Generated secrets carry at least 128 random bits, so
 * one round of SHA-256 is enough: there is nothing to guess.
 */
final class Secrets {
  /** The hash of no secret: what an unknown name is held against, so that it costs the same. */
  static final String NOBODY = "0".repeat(64);

  private Secrets() {}

  static String hash(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Compares two hashes in a time that does not depend on where they differ. */
  static boolean same(String hash, String other) {
    return MessageDigest.isEqual(hash.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}

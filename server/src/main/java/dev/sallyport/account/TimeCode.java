package dev.sallyport.account;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes that change with the time (RFC 6238): six digits, SHA-1, steps of 30 seconds, for that is
 * what every app can do. A code is taken for one step before and after its own (§5.2), as clocks
 * differ.
 */
final class TimeCode {
  private static final String ISSUER = "Sallyport";

  /** 160 bits, as RFC 4226 §4 asks: 32 characters of base32. */
  static final int SEED_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int STEPS_OFF = 1;
  private static final HmacOneTimePasswordGenerator GENERATOR = new HmacOneTimePasswordGenerator();

  private TimeCode() {}

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /**
   * The step that this is the code of, near that moment; empty where it is wrong.
   *
   * @param seed in base32
   */
  static OptionalLong match(String seed, String code, Instant at) {
    OptionalLong found = OptionalLong.empty();
    long now = step(at);
    for (long step = now - STEPS_OFF; step <= now + STEPS_OFF; step++) {
      // All are looked at, so that the time taken tells nothing.
      if (same(code(seed, step), code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  static String code(String seed, long step) {
    try {
      return GENERATOR.generateOneTimePasswordString(
          new SecretKeySpec(Base32.decode(seed), GENERATOR.getAlgorithm()), step);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key made by us", e);
    }
  }

  /** What an app reads from the picture: its key URI format. */
  static String uri(String seed, String email) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(
            ISSUER,
            URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20"),
            seed,
            ISSUER);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}

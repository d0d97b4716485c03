package dev.sallyport.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** Makes ids and secrets. */
final class Secrets {
  /** 192 bits, 32 characters. */
  private static final int SECRET_BYTES = 24;

  private static final int ID_BYTES = 12;
  private static final int RECOVERY_BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** 24 hexadecimal digits. */
  static String newId() {
    return HexFormat.of().formatHex(random(ID_BYTES));
  }

  static String newUsername() {
    return "smtp_" + HexFormat.of().formatHex(random(8));
  }

  /** 32 characters of the base64url alphabet. */
  static String newSecret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
  }

  /** A seed for codes that change with the time: 160 bits in base32. */
  static String newSeed() {
    return Base32.toBase32String(random(TimeCode.SEED_BYTES));
  }

  /** 80 bits, as four groups of four letters and digits. */
  static String newRecoveryCode() {
    String code = Base32.toBase32String(random(RECOVERY_BYTES)).toLowerCase(Locale.ROOT);
    return String.join(
        "-", code.substring(0, 4), code.substring(4, 8), code.substring(8, 12), code.substring(12));
  }

  /** Another secret that follows from this one for a purpose, and tells nothing of it. */
  static String derive(String secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] derived = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}

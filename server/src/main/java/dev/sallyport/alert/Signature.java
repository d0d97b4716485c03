package dev.sallyport.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a webhook's body with the time it is sent at, so that neither can be altered and an old
 * call is known as old: HMAC-SHA256 (RFC 2104) over the seconds since the epoch, a full stop and
 * the body's bytes, once for each key.
 */
final class Signature {
  private Signature() {}

  /** What stands in {@code Sallyport-Signature}. */
  static String of(List<String> secrets, Instant at, byte[] body) {
    StringBuilder header = new StringBuilder("t=").append(at.getEpochSecond());
    secrets.forEach(secret -> header.append(",v1=").append(of(secret, at, body)));
    return header.toString();
  }

  private static String of(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}

package dev.sallyport.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D) under one key: a version byte, a random nonce of 96 bits, then what
 * was sealed with its tag of 128 bits. The version and the owner are bound in, so that a sealed
 * secret copied to another row does not open there.
 */
final class Seal {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LEAST_BYTES = 1 + NONCE_BYTES + TAG_BITS / 8;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  Seal(SecretKey key) {
    this.key = key;
  }

  String seal(String secret, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret.getBytes(UTF_8));
      byte[] whole =
          ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
              .put(VERSION)
              .put(nonce)
              .put(sealed)
              .array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** What was sealed; null where it was not sealed for this owner, by this key, or was altered. */
  @Nullable String open(String text, String owner) {
    try {
      byte[] whole = Base64.getUrlDecoder().decode(text);
      if (whole.length < LEAST_BYTES || whole[0] != VERSION) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.wrap(whole, 1, whole.length - 1);
      byte[] nonce = new byte[NONCE_BYTES];
      bytes.get(nonce);
      byte[] sealed = new byte[bytes.remaining()];
      bytes.get(sealed);
      return new String(cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(sealed), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(new byte[] {VERSION});
    cipher.updateAAD(owner.getBytes(UTF_8));
    return cipher;
  }
}

package dev.sallyport.admission;

import dev.sallyport.secret.SecretHash;
import java.nio.ByteBuffer;

/** The hash of a secret as four numbers, which can be held against a stored one without a copy. */
record HashedSecret(long first, long second, long third, long fourth) {
  static final int BYTES = 32;

  static HashedSecret of(String secret) {
    return ofHash(SecretHash.of(secret));
  }

  /**
   * @throws IllegalArgumentException where it is not 64 hexadecimal digits in lower case
   */
  static HashedSecret ofHash(String hash) {
    if (hash.length() != 2 * BYTES) {
      throw new IllegalArgumentException("Not the hash of a secret");
    }
    return new HashedSecret(
        Hex.number(hash, 0, 16),
        Hex.number(hash, 16, 32),
        Hex.number(hash, 32, 48),
        Hex.number(hash, 48, 64));
  }

  /** The hash that begins at that byte. */
  static HashedSecret at(ByteBuffer bytes, int at) {
    return new HashedSecret(
        bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24));
  }

  void put(ByteBuffer to) {
    to.putLong(first).putLong(second).putLong(third).putLong(fourth);
  }

  /** In a time that does not depend on where the two differ. */
  boolean isSame(HashedSecret other) {
    return ((first ^ other.first)
            | (second ^ other.second)
            | (third ^ other.third)
            | (fourth ^ other.fourth))
        == 0;
  }

  /** Never the hash. */
  @Override
  public String toString() {
    return "HashedSecret";
  }
}

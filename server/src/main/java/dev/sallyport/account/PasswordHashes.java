package dev.sallyport.account;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106) with 19 MiB and two passes a hash. Few are worked out at once, for each takes
 * its memory and a processor.
 */
final class PasswordHashes {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int KIBIBYTES = 19_456;
  private static final int PASSES = 2;
  private static final int AT_ONCE = 4;
  private static final long WAIT_SECONDS = 10;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;

  /** One bound for the whole process, for the memory is its own. */
  private static final Semaphore TURNS = new Semaphore(AT_ONCE, true);

  /** No password has this hash; whoever is unknown is held against it. */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);

  /**
   * The hash of a password that a member is to have.
   *
   * @throws InvalidFieldException for a password under 12 or over 200 characters
   */
  String ofNew(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || password.length() > LONGEST) {
      throw new InvalidFieldException(
          "password",
          length < SHORTEST
              ? "A password has at least 12 characters; this one has %d.".formatted(length)
              : "A password has at most 200 characters.");
    }
    return inTurn(() -> {
      String hash = encoder.encode(password);
      if (hash == null) {
        throw new IllegalStateException("The encoder gave no hash.");
      }
      return hash;
    });
  }

  /** Whether this is the password of that hash; the same work where there is no hash. */
  boolean matches(String password, @Nullable String hash) {
    // As much work for a text that is too long, and never a longer one to hash.
    boolean tooLong = password.length() > LONGEST;
    String looked = tooLong ? password.substring(0, LONGEST) : password;
    boolean right = inTurn(() -> encoder.matches(looked, hash == null ? NOBODY : hash));
    return right && hash != null && !tooLong;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!TURNS.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new BusyException("Too many passwords are being checked. Try again in a minute.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("The check was interrupted. Try again.");
    }
    try {
      return work.get();
    } finally {
      TURNS.release();
    }
  }
}

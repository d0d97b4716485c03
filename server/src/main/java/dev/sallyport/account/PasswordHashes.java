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

  /** No password has this hash; whoever is unknown is held against it. */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  String hash(String password) {
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
    boolean right = inTurn(() -> encoder.matches(password, hash == null ? NOBODY : hash));
    return right && hash != null;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new BusyException("Too many passwords are being checked. Try again in a minute.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("The check was interrupted. Try again.");
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.SignIn;
import dev.sallyport.admission.Throttle;
import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Slows the guessing of passwords and codes on the pages by the address it comes from. Credentials
 * are counted apart: a sender with an old token must not keep members from putting it right.
 */
final class Tries {
  /** The fields that hold a secret which is there already. */
  private static final Set<String> SECRETS = Set.of("present", "code");

  private final Throttle throttle;

  Tries(InstantSource clock) {
    this.throttle = new Throttle(clock);
  }

  /**
   * Takes a step of a sign-in; a wrong one counts.
   *
   * @throws Slowed where this address has to wait
   */
  SignIn signIn(IpAddress client, Supplier<SignIn> step) {
    return counted(client, step, SignIn.Wrong.class::isInstance);
  }

  /**
   * Does what a member has to show a secret for again; a wrong one counts.
   *
   * @throws Slowed where this address has to wait
   * @throws InvalidFieldException as the work does
   */
  <T> T withSecret(IpAddress client, Supplier<T> work) {
    return counted(client, work, done -> false);
  }

  private <T> T counted(IpAddress client, Supplier<T> work, Predicate<T> wrong) {
    Optional<Duration> wait = throttle.enter(client);
    if (wait.isPresent()) {
      throw new Slowed(wait.get());
    }
    boolean failed = false;
    try {
      T done = work.get();
      failed = wrong.test(done);
      return done;
    } catch (InvalidFieldException e) {
      failed = SECRETS.contains(e.field());
      throw e;
    } finally {
      throttle.leave(client, failed);
    }
  }
}

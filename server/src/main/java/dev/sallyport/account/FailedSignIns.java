package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes wrong passwords in the audit log: one line for a member and hour, with their number and
 * where the first came from. Whoever tried waits for none of it, and it is noted of unknown emails
 * as of known ones, so that the time of an answer does not tell which are known. What a crash may
 * lose is what came within the last half second.
 */
final class FailedSignIns {
  private static final Logger LOG = LoggerFactory.getLogger(FailedSignIns.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Emails held between two writes at most; each took a check of a password. */
  private static final int MOST = 10_000;

  private static final int LONGEST = 254;

  private final Store store;
  private final InstantSource clock;
  private final Map<String, Tried> tried = new ConcurrentHashMap<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  FailedSignIns(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Tried(int times, @Nullable IpAddress first) {
    Tried once() {
      return new Tried(times + 1, first);
    }
  }

  /** Notes one, to be written soon. */
  void note(String email, @Nullable IpAddress from) {
    String folded = Emails.folded(email);
    if (folded.length() > LONGEST || tried.size() >= MOST) {
      return;
    }
    tried.merge(folded, new Tried(1, from), (before, _) -> before.once());
    if (writing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("failed-sign-ins").start(this::writeSoon);
    }
  }

  private void writeSoon() {
    try {
      Thread.sleep(PAUSE);
      writing.set(false);
      for (String email : List.copyOf(tried.keySet())) {
        Tried taken = tried.remove(email);
        if (taken != null) {
          store.write(handle -> {
            MemberRows.byEmail(handle, email)
                .ifPresent(known -> {
                  Instant now = Times.now(clock);
                  AuditRows.countEverywhere(
                      handle,
                      now,
                      now.truncatedTo(ChronoUnit.HOURS),
                      Actor.visitor("", taken.first()),
                      AuditAction.MEMBER_SIGN_IN_FAILED,
                      known.member(),
                      taken.times());
                });
            return true;
          });
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("wrong passwords could not be noted in the audit log", e);
    }
  }
}

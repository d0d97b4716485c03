package dev.sallyport.admission;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** An account is read and put in its place by one thread at a time; a few accounts share a turn. */
final class AccountTurns {
  private static final int TURNS = 64;

  private final List<ReentrantLock> turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toList();

  /** Does a work while no other thread has the turn of any of these accounts. */
  void take(Collection<String> accountIds, Runnable work) {
    // Each thread takes several in the same order, or two could wait for each other.
    List<ReentrantLock> needed =
        accountIds.stream()
            .map(id -> Math.floorMod(id.hashCode(), TURNS))
            .sorted()
            .distinct()
            .map(turns::get)
            .toList();
    needed.forEach(ReentrantLock::lock);
    try {
      work.run();
    } finally {
      needed.forEach(ReentrantLock::unlock);
    }
  }

  /** Does a work while no other thread has any turn. */
  void takeAll(Runnable work) {
    turns.forEach(ReentrantLock::lock);
    try {
      work.run();
    } finally {
      turns.forEach(ReentrantLock::unlock);
    }
  }

  /**
   * Does a work in the turn of one account, unless it is among those that are to be left alone by
   * then.
   */
  void takeUnless(Set<String> leftAlone, String accountId, Runnable work) {
    ReentrantLock turn = turns.get(Math.floorMod(accountId.hashCode(), TURNS));
    turn.lock();
    try {
      if (!leftAlone.contains(accountId)) {
        work.run();
      }
    } finally {
      turn.unlock();
    }
  }
}

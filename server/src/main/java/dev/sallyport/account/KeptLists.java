package dev.sallyport.account;

import dev.sallyport.account.ListRows.Stored;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lists as they were last read, so that a long one is not read again while its revision stands: in
 * one history of the database, a revision names what is on a list. In another, as that of a replica
 * that took over before it had heard of everything, it may be the number of another change. For
 * reads alone, each of which is one snapshot: what a transaction has written may be rolled back,
 * and its revision be that of another change too.
 */
final class KeptLists {
  /** Entries kept at most; some 200 bytes each. The lists looked at longest ago go first. */
  static final int MOST_ENTRIES = 200_000;

  /** A list with the history in which its revision is that of what is on it. */
  private record Kept(Stored list, String lineage) {}

  private final Function<Handle, String> history;
  private final int most;
  private final Map<ListRef, Kept> lists = new LinkedHashMap<>(16, 0.75f, true);
  private int entries;

  /**
   * Keeps nothing yet.
   *
   * @param history names that of which a snapshot is the newest state
   * @param most entries kept; a list that is longer is never kept
   */
  KeptLists(Function<Handle, String> history, int most) {
    this.history = history;
    this.most = most;
  }

  /** The list; empty where the account, or the credential in it, is not there. */
  Optional<Stored> find(Handle handle, ListRef ref) {
    if (!ListRows.isThere(handle, ref)) {
      return Optional.empty();
    }
    long revision = ListRows.revision(handle, ref);
    String lineage = history.apply(handle);
    Kept known = get(ref);
    if (known != null
        && known.list().list().revision() == revision
        && known.lineage().equals(lineage)) {
      return Optional.of(known.list());
    }
    Stored read = ListRows.load(handle, ref);
    put(new Kept(read, lineage));
    return Optional.of(read);
  }

  private synchronized @Nullable Kept get(ListRef ref) {
    return lists.get(ref);
  }

  private synchronized void put(Kept read) {
    ListRef ref = read.list().list().ref();
    Kept old = lists.remove(ref);
    entries -= old == null ? 0 : weight(old.list());
    if (weight(read.list()) > most) {
      return;
    }
    lists.put(ref, read);
    entries += weight(read.list());
    Iterator<Kept> oldest = lists.values().iterator();
    while (entries > most && oldest.hasNext()) {
      entries -= weight(oldest.next().list());
      oldest.remove();
    }
  }

  private static int weight(Stored list) {
    return list.placed().size() + 1;
  }
}

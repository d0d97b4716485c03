package dev.sallyport.account;

import dev.sallyport.account.ListRows.Stored;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lists as they were last read, so that a long one is not read again while its revision stands: of
 * each list, a revision names what is on it. For reads alone, each of which is one snapshot: what a
 * transaction has written may be rolled back, and its revision be that of another change.
 */
final class KeptLists {
  /** Entries kept at most; some 200 bytes each. The lists looked at longest ago go first. */
  static final int MOST_ENTRIES = 200_000;

  private final int most;
  private final Map<ListRef, Stored> lists = new LinkedHashMap<>(16, 0.75f, true);
  private int entries;

  /**
   * Keeps nothing yet.
   *
   * @param most entries kept; a list that is longer is never kept
   */
  KeptLists(int most) {
    this.most = most;
  }

  /** The list; empty where the account, or the credential in it, is not there. */
  Optional<Stored> find(Handle handle, ListRef ref) {
    if (!ListRows.isThere(handle, ref)) {
      return Optional.empty();
    }
    long revision = ListRows.revision(handle, ref);
    Stored known = get(ref);
    if (known != null && known.list().revision() == revision) {
      return Optional.of(known);
    }
    Stored read = ListRows.load(handle, ref);
    put(read);
    return Optional.of(read);
  }

  private synchronized @Nullable Stored get(ListRef ref) {
    return lists.get(ref);
  }

  private synchronized void put(Stored list) {
    Stored old = lists.remove(list.list().ref());
    entries -= old == null ? 0 : weight(old);
    if (weight(list) > most) {
      return;
    }
    lists.put(list.list().ref(), list);
    entries += weight(list);
    Iterator<Stored> oldest = lists.values().iterator();
    while (entries > most && oldest.hasNext()) {
      entries -= weight(oldest.next());
      oldest.remove();
    }
  }

  private static int weight(Stored list) {
    return list.placed().size() + 1;
  }
}

package dev.sallyport.account;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lists as they were last read, so that a long one is not read again while its revision stands: of
 * each list, a revision names what is on it. For looking at only; a change reads its list itself.
 */
final class KeptLists {
  /** Entries kept at most; some 200 bytes each. The lists looked at longest ago go first. */
  private static final int MOST_ENTRIES = 100_000;

  private final Map<ListRef, Allowlist> lists = new LinkedHashMap<>(16, 0.75f, true);
  private int entries;

  /** The list; empty where the account, or the credential in it, is not there. */
  Optional<Allowlist> find(Handle handle, ListRef ref) {
    if (!ListRows.isThere(handle, ref)) {
      return Optional.empty();
    }
    long revision = ListRows.revision(handle, ref);
    Allowlist known = get(ref);
    if (known != null && known.revision() == revision) {
      return Optional.of(known);
    }
    Allowlist read = ListRows.load(handle, ref).list();
    // Where the revision moved between the two, which of them the entries belong to is not known.
    if (read.revision() == revision) {
      put(read);
    }
    return Optional.of(read);
  }

  private synchronized @Nullable Allowlist get(ListRef ref) {
    return lists.get(ref);
  }

  private synchronized void put(Allowlist list) {
    Allowlist old = lists.put(list.ref(), list);
    entries += weight(list) - (old == null ? 0 : weight(old));
    Iterator<Allowlist> oldest = lists.values().iterator();
    while (entries > MOST_ENTRIES && oldest.hasNext()) {
      entries -= weight(oldest.next());
      oldest.remove();
    }
  }

  private static int weight(Allowlist list) {
    return list.entries().size() + 1;
  }
}

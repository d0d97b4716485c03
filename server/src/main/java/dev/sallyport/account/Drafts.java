package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns entries as typed into entries, and tells all that is wrong with them at once. */
final class Drafts {
  private final Map<Network, Entry> kept = new HashMap<>();
  private final Map<Network, Entry> taken = new HashMap<>();
  private final FieldErrors errors;
  private final Instant now;

  /**
   * A reader of drafts.
   *
   * @param taken entries that a draft may not repeat
   * @param kept entries whose ids go on where a draft names their network
   */
  Drafts(List<Entry> taken, List<Entry> kept, FieldErrors errors, Instant now) {
    taken.forEach(entry -> this.taken.put(entry.network(), entry));
    kept.forEach(entry -> this.kept.put(entry.network(), entry));
    this.errors = errors;
    this.now = now;
  }

  /**
   * The entries, as far as they are sound.
   *
   * @param prefix before the number of each in the names of its fields; empty where there is but
   *     one
   */
  List<Entry> read(List<EntryDraft> drafts, String prefix) {
    List<Entry> entries = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Entry entry = readOne(drafts.get(i), prefix.isEmpty() ? "" : prefix + i + ".");
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Entries for parts of another, in its likeness; the first goes on as that entry itself. */
  List<Entry> parts(Entry whole, List<String> addresses) {
    List<Entry> parts = new ArrayList<>(addresses.size());
    for (int i = 0; i < addresses.size(); i++) {
      EntryCheck check = new EntryCheck(errors, "addresses." + i + ".", now);
      Network network = check.part(addresses.get(i), whole);
      if (network != null) {
        Entry like =
            parts.isEmpty()
                ? whole
                : new Entry(
                    Secrets.newId(),
                    network,
                    whole.name(),
                    whole.paused(),
                    whole.expiresAt(),
                    now,
                    now);
        Entry part = EntryEdit.of(like, network, like.name(), like.paused(), like.expiresAt(), now);
        check.unique(part, taken.putIfAbsent(network, part));
        parts.add(part);
      }
    }
    return parts;
  }

  private @Nullable Entry readOne(EntryDraft draft, String prefix) {
    EntryCheck check = new EntryCheck(errors, prefix, now);
    Network network = check.network(draft.address());
    Entry old = network == null ? null : kept.get(network);
    String name = check.name(draft.name());
    Instant expiry = check.expiry(draft.expiresAt(), old);
    boolean paused = draft.status() != null && check.paused(draft.status(), old, expiry);
    if (network == null) {
      return null;
    }
    Entry entry =
        old == null
            ? new Entry(Secrets.newId(), network, name, paused, expiry, now, now)
            : changedAlone(old, EntryEdit.of(old, network, name, paused, expiry, now));
    check.unique(entry, taken.putIfAbsent(network, entry));
    return entry;
  }

  /** What is written otherwise than its group has it no longer follows the group. */
  private static Entry changedAlone(Entry old, Entry edited) {
    return edited.equals(old) ? old : edited.inGroup(null);
  }
}

package dev.sallyport.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Accounts by their keys: an open hash table that holds the accounts alone, each under each of its
 * keys, and asks them whether a key is theirs. So a key takes some ten bytes, where it would take a
 * hundred and more in a map of strings. One thread writes at a time; readers never wait, and see
 * what was put before they began.
 */
final class AccountIndex {
  /** What an account is found by. */
  interface Key {
    /** Where to begin to look; keys that differ may have the same number. */
    long number();

    boolean isOf(AccountPicture account);
  }

  private static final int LEAST = 64;
  // Spreads numbers of any kind over the upper bits (Knuth, TAOCP vol. 3, 6.4).
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

  private volatile AtomicReferenceArray<@Nullable AccountPicture> slots =
      new AtomicReferenceArray<>(LEAST);
  private final AtomicInteger accounts = new AtomicInteger();
  // Slots that hold an account or did once. Never more than half, or a search might not end.
  private int used;

  int size() {
    return accounts.get();
  }

  /** The account that has that key; the same work whether or not there is one. */
  @Nullable AccountPicture find(Key key) {
    AtomicReferenceArray<@Nullable AccountPicture> table = slots;
    return table.get(slot(table, key));
  }

  /** Every account, as it is at the moment it is come to. */
  List<AccountPicture> all() {
    return all(slots);
  }

  /**
   * Puts an account in the place of its older self; either may be none. Its id leads to it last,
   * and keys that it has no longer lead nowhere.
   */
  void replace(@Nullable AccountPicture before, @Nullable AccountPicture after) {
    if (after != null) {
      List<Key> keys = after.keys();
      makeRoom(keys.size());
      keys.forEach(key -> put(slots, key, after));
    }
    if (before != null) {
      for (Key key : before.keys()) {
        int slot = slot(slots, key);
        if (slots.get(slot) == before) {
          slots.set(slot, AccountPicture.GONE);
        }
      }
    }
    accounts.addAndGet((after == null ? 0 : 1) - (before == null ? 0 : 1));
  }

  private void put(
      AtomicReferenceArray<@Nullable AccountPicture> table, Key key, AccountPicture account) {
    int slot = slot(table, key);
    if (table.get(slot) == null) {
      used++;
    }
    table.set(slot, account);
  }

  /** The slot of the account that has the key, or the empty one where the search for it ends. */
  private static int slot(AtomicReferenceArray<@Nullable AccountPicture> table, Key key) {
    int mask = table.length() - 1;
    int slot = (int) ((key.number() * GOLDEN) >>> Long.numberOfLeadingZeros(mask));
    while (true) {
      AccountPicture account = table.get(slot);
      if (account == null || key.isOf(account)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void makeRoom(int keys) {
    if (2 * (used + keys) <= slots.length()) {
      return;
    }
    List<AccountPicture> held = all(slots);
    int live = keys + held.stream().mapToInt(account -> account.keys().size()).sum();
    AtomicReferenceArray<@Nullable AccountPicture> larger =
        new AtomicReferenceArray<>(Math.max(LEAST, Integer.highestOneBit(live) * 4));
    used = 0;
    for (AccountPicture account : held) {
      account.keys().forEach(key -> put(larger, key, account));
    }
    slots = larger;
  }

  private static List<AccountPicture> all(AtomicReferenceArray<@Nullable AccountPicture> table) {
    List<AccountPicture> all = new ArrayList<>();
    for (int i = 0; i < table.length(); i++) {
      AccountPicture account = table.get(i);
      if (account != null && account != AccountPicture.GONE && slot(table, account.key()) == i) {
        all.add(account);
      }
    }
    return all;
  }
}

package dev.sallyport.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change would make of a list, or why it can't be made. */
sealed interface Proposal {

  /**
   * The list as it would be.
   *
   * @param kind the word that history has for it
   * @param entry the one entry it is about, if there is one left
   * @param group the group it makes or brings up to date, if it does
   */
  record Proposed(
      String kind, Mode mode, List<Entry> entries, @Nullable Entry entry, @Nullable GroupPut group)
      implements Proposal {
    Proposed(String kind, Mode mode, List<Entry> entries, @Nullable Entry entry) {
      this(kind, mode, entries, entry, null);
    }
  }

  record Refused(ChangeResult result) implements Proposal {}
}

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
   */
  record Proposed(String kind, Mode mode, List<Entry> entries, @Nullable Entry entry)
      implements Proposal {}

  record Refused(ChangeResult result) implements Proposal {}
}

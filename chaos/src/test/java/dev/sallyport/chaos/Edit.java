package dev.sallyport.chaos;

/**
 * One change of a list, as its maker saw it.
 *
 * @param name that the change leaves on an entry, unlike every other; a deletion leaves none
 * @param entry the id of the entry that is deleted; empty for any other change
 * @param ifMatch the revision it was to follow, or {@link Call#NO_REVISION}
 * @param revision the revision it made, or {@link Call#NO_REVISION}
 */
record Edit(
    String node,
    String account,
    String name,
    String entry,
    long ifMatch,
    long start,
    long end,
    Result result,
    long revision,
    String words) {

  enum Result {
    MADE,
    /** 412: the list was at another revision. */
    STALE,
    /** Refused for another reason, or the answer says that nothing was changed. */
    NOT_MADE,
    /** No answer, or one that says that it is not known. */
    UNKNOWN,
    /** An answer that nobody should ever get. */
    WRONG
  }

  boolean isDeletion() {
    return !entry.isEmpty();
  }
}

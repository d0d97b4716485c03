package dev.sallyport.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a list that goes back by itself unless it is confirmed in time.
 *
 * @param revision the change's
 * @param modeBefore the mode to go back to
 * @param at when it goes back
 * @param settled what came of it; null while it waits
 */
public record Deadline(
    ListRef ref, long revision, Mode modeBefore, Instant at, @Nullable Settled settled) {

  /** What can come of a deadline. */
  public enum Outcome {
    /** The change stands. */
    CONFIRMED,
    /** The list is as it was before the change, by the clock or by somebody's word. */
    WENT_BACK,
    /** The list was changed since, which settled it; the change stands. */
    CHANGED,
    /** Going back would have emptied the list; the change stands. */
    KEPT
  }

  /**
   * How a deadline ended.
   *
   * @param by whose word it was, as in {@link Actor#name}
   */
  public record Settled(Outcome outcome, Instant at, String by) {}

  public boolean waits() {
    return settled == null;
  }
}

package dev.sallyport.activity;

import dev.sallyport.account.Entry;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word on an entry that a list may do without, or with less of. */
public sealed interface Advice {
  /** The entry it is about. */
  Entry entry();

  /** The word it is kept and posted by. */
  default String kind() {
    return switch (this) {
      case Unused _ -> "unused";
      case Narrow _ -> "narrow";
      case Covered _ -> "covered";
      case Expired _ -> "expired";
    };
  }

  /**
   * It let nobody in for {@value Advisor#DAYS} days.
   *
   * @param lastUsed when it last did; null for never
   */
  record Unused(Entry entry, @Nullable Instant lastUsed) implements Advice {}

  /**
   * A range of which few addresses were used in {@value Advisor#DAYS} days.
   *
   * @param used what was used of it, 1 to {@value Advisor#FEW}, in order
   * @param smallest the smallest network that holds them all; may be the entry's own
   */
  record Narrow(Entry entry, List<Network> used, Network smallest) implements Advice {
    public Narrow {
      used = List.copyOf(used);
    }
  }

  /**
   * A wider active entry lets in all that it does, and for as long.
   *
   * @param wider the narrowest that does
   */
  record Covered(Entry entry, Entry wider) implements Advice {}

  /** It expired {@value Advisor#EXPIRED_DAYS} days ago or longer. */
  record Expired(Entry entry, Instant at) implements Advice {}
}

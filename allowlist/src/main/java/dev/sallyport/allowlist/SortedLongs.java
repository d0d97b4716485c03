package dev.sallyport.allowlist;

import java.util.Arrays;

/**
 * Sorted numbers, none negative, and where to begin looking among them. The span from the first to
 * the last is cut into slots of equal width; each slot knows the place of the number at or before
 * its start, and how many halvings find any place within it. So a look-up is one load from the
 * slots and, mostly, three comparisons without a branch in one or two cache lines.
 */
final class SortedLongs {
  private static final int STEP_BITS = 5;
  private static final int MOST_STEPS = (1 << STEP_BITS) - 1;
  private static final int FEW = 1 << 5;
  private static final int SOME = 1 << 12;

  private final long[] keys;
  private final int[] slots;
  private final long first;
  private final int count;
  private final int shift;

  /**
   * Takes the first numbers of an array.
   *
   * @param sorted at least one number, ascending, without doubles, none negative
   * @param count how many of them to take
   * @param slotsEach how many slots there may be for each number of a list that is not large
   */
  SortedLongs(long[] sorted, int count, int slotsEach) {
    this.count = count;
    this.first = sorted[0];
    long last = sorted[count - 1];
    int mostSlots = mostSlots(count, slotsEach);
    int shift = 64 - Long.numberOfLeadingZeros(last - first);
    while (shift > 0 && (last - first) >>> (shift - 1) < mostSlots && isCrowded(sorted, shift)) {
      shift--;
    }
    this.shift = shift;
    this.slots = new int[slotOf(last) + 1];
    int reach = fillSlots(sorted, count > SOME ? 3 : 2);
    // What lies past the last number is looked at, but no look-up ends there.
    this.keys = Arrays.copyOf(sorted, reach + 1);
    Arrays.fill(keys, count, keys.length, Long.MAX_VALUE);
  }

  /**
   * The index of a list of few entries may be wide beside it, so that every slot is settled with
   * the first comparisons. That of a large one may not, for it has to stay in the cache.
   */
  private static int mostSlots(int count, int slotsEach) {
    return count <= FEW ? 8 * count : count <= SOME ? slotsEach * count : count / 2;
  }

  /** Whether some slot of that width holds more numbers than are compared at once. */
  private boolean isCrowded(long[] sorted, int width) {
    for (int i = 3; i < count; i++) {
      if ((sorted[i] - first) >>> width == (sorted[i - 3] - first) >>> width) {
        return true;
      }
    }
    return false;
  }

  /**
   * Fills the slots, each with at least the number of halvings that most slots need: a few too many
   * cost less than a branch that is guessed wrong.
   *
   * @return the last place at which a look-up may look
   */
  private int fillSlots(long[] sorted, int leastSteps) {
    int reach = count - 1;
    int at = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      if (at + 1 < count && sorted[at + 1] - first == (long) slot << shift) {
        at++;
      }
      int end = at;
      while (end + 1 < count && slotOf(sorted[end + 1]) == slot) {
        end++;
      }
      int steps = Math.max(leastSteps, 32 - Integer.numberOfLeadingZeros(end - at));
      slots[slot] = at << STEP_BITS | (steps - 2);
      reach = Math.max(reach, at + (1 << steps) - 1);
      at = end;
    }
    return reach;
  }

  private int slotOf(long key) {
    return (int) ((key - first) >>> shift);
  }

  /** The place of the last number that is not greater, or -1. */
  int floor(long key) {
    long number = (key - first) >>> shift;
    if (Long.compareUnsigned(number, slots.length) >= 0) {
      return key < first ? -1 : count - 1;
    }
    int slot = slots[(int) number];
    int at = slot >>> STEP_BITS;
    for (int more = slot & MOST_STEPS; more > 0; more--) {
      int half = 2 << more;
      at += half - half * greater(keys[at + half], key);
    }
    at += 3 - greater(keys[at + 1], key) - greater(keys[at + 2], key) - greater(keys[at + 3], key);
    return Math.min(at, count - 1);
  }

  // One or none. By the sign of the difference, which can't overflow, and not by a comparison,
  // which the compiler would turn into a branch where it goes one way more often than the other.
  private static int greater(long key, long bound) {
    return (int) ((bound - key) >>> 63);
  }

  long get(int place) {
    return keys[place];
  }
}

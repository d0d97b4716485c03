package dev.sallyport.allowlist;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Verdicts that differ in the number of their entry only, made once and shared by all policies, so
 * that deciding makes none. Holds as many as the longest list so far has entries.
 */
final class Numbered {
  static final Numbered LISTED = new Numbered(Verdict.Listed::new);
  static final Numbered PAUSED = new Numbered(Verdict.Paused::new);
  static final Numbered EXPIRED = new Numbered(Verdict.Expired::new);

  private final IntFunction<Verdict> maker;
  private volatile Verdict[] made = {};

  private Numbered(IntFunction<Verdict> maker) {
    this.maker = maker;
  }

  /** Those of the entries from 0, for at least so many entries. The array is not to be changed. */
  Verdict[] first(int count) {
    Verdict[] enough = made;
    return enough.length >= count ? enough : grow(count);
  }

  private synchronized Verdict[] grow(int count) {
    Verdict[] grown = made;
    if (grown.length < count) {
      int old = grown.length;
      grown = Arrays.copyOf(grown, Math.max(count, old + old / 2));
      for (int i = old; i < grown.length; i++) {
        grown[i] = maker.apply(i);
      }
      made = grown;
    }
    return grown;
  }
}

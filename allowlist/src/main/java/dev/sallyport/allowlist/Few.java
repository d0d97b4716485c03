package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short list, asked entry by entry. Each answers with one bit and without a branch, the longest
 * networks with the lowest bits; so the verdict is told by the lowest bit that is active, and
 * expired and paused entries need no table of their own.
 */
final class Few implements Policy.Restricted {
  /** The most of either family; from there on a search is faster. */
  private static final int MOST = 8;

  private static final int V6_WORDS = 4;

  private static final Verdict[] LISTED = Numbered.LISTED.first(2 * MOST);
  private static final Verdict[] PAUSED = Numbered.PAUSED.first(2 * MOST);
  private static final Verdict[] EXPIRED = Numbered.EXPIRED.first(2 * MOST);

  // An IPv4 network is one word, its base over its mask; an IPv6 network four: for each half the
  // base, then the mask.
  private final long[] v4;
  private final long[] v6;
  // By bit: those of IPv4, then those of IPv6.
  private final byte[] entries;
  private final int paused;
  private final long @Nullable [] expiries;

  private Few(List<Rule> rules, List<Placed> networks, int ofV4) {
    v4 = new long[ofV4];
    v6 = new long[(networks.size() - ofV4) * V6_WORDS];
    entries = new byte[networks.size()];
    boolean expire = false;
    int paused = 0;
    for (int i = 0; i < entries.length; i++) {
      Placed network = networks.get(i);
      entries[i] = (byte) network.entry();
      if (network.v4()) {
        v4[i] = network.high() | mask(network.prefixLength()) >>> 32;
      } else {
        int at = (i - ofV4) * V6_WORDS;
        v6[at] = network.high();
        v6[at + 1] = mask(Math.min(network.prefixLength(), 64));
        v6[at + 2] = network.low();
        v6[at + 3] = mask(Math.max(network.prefixLength() - 64, 0));
      }
      Rule rule = rules.get(network.entry());
      paused |= rule.paused() ? 1 << i : 0;
      expire |= rule.expiresAt() != Rule.NEVER;
    }
    this.paused = paused;
    expiries =
        expire
            ? networks.stream().mapToLong(each -> rules.get(each.entry()).expiresAt()).toArray()
            : null;
  }

  /** The list in this form, or null where it is too long for it. */
  static @Nullable Few of(List<Rule> rules, List<Placed> networks) {
    int ofV4 = 0;
    for (Placed network : networks) {
      ofV4 += network.v4() ? 1 : 0;
    }
    if (ofV4 > MOST || networks.size() - ofV4 > MOST || rules.size() > 2 * MOST) {
      return null;
    }
    List<Placed> longestFirst = new ArrayList<>(networks);
    longestFirst.sort(
        Comparator.comparing((Placed each) -> !each.v4())
            .thenComparingInt(each -> -each.prefixLength()));
    return new Few(rules, longestFirst, ofV4);
  }

  /** The leading bits of a word. A shift by 64 would be none at all, so one bit goes by itself. */
  private static long mask(int length) {
    return length == 0 ? 0 : -1L << (64 - length);
  }

  @Override
  public Verdict decide(IpAddress client, long nowMillis) {
    int hits =
        client.isV4()
            ? hitsOfV4((int) client.low())
            : hitsOfV6(client.high(), client.low()) << v4.length;
    int expired = expiries == null ? 0 : expired(expiries, hits, nowMillis);
    int active = hits & ~paused & ~expired;
    if (active != 0) {
      return LISTED[entry(active)];
    }
    return hits == 0 ? Verdict.NotListed.VERDICT : reason(hits, expired);
  }

  private int hitsOfV4(int client) {
    int hits = 0;
    for (int i = 0; i < v4.length; i++) {
      int differing = ((int) (v4[i] >>> 32) ^ client) & (int) v4[i];
      hits |= noneIn(differing & 0xffff_ffffL) << i;
    }
    return hits;
  }

  private int hitsOfV6(long high, long low) {
    int hits = 0;
    for (int i = 0, at = 0; at < v6.length; i++, at += V6_WORDS) {
      long differing = ((v6[at] ^ high) & v6[at + 1]) | ((v6[at + 2] ^ low) & v6[at + 3]);
      hits |= noneIn((differing >>> 1) | (differing & 1)) << i;
    }
    return hits;
  }

  /** One where no bit is set, or none; of a number that is not negative. */
  private static int noneIn(long bits) {
    return (int) ((bits - 1) >>> 63);
  }

  private static int expired(long[] expiries, int hits, long nowMillis) {
    int expired = 0;
    for (int rest = hits; rest != 0; rest &= rest - 1) {
      int bit = Integer.numberOfTrailingZeros(rest);
      expired |= Rule.isPast(expiries[bit], nowMillis) ? 1 << bit : 0;
    }
    return expired;
  }

  private Verdict reason(int hits, int expired) {
    int longest = Integer.lowestOneBit(hits);
    return (longest & expired) != 0 ? EXPIRED[entry(longest)] : PAUSED[entry(longest)];
  }

  private int entry(int bits) {
    return entries[Integer.numberOfTrailingZeros(bits)];
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.allowlist.Network;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Counts and sizes in words. */
final class Words {
  private static final int SUBNET_BITS = 64;

  private Words() {}

  /** {@code 1 address}, {@code 1,024 addresses}. */
  static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d\u00a0%s", number, number == 1 ? one : many);
  }

  /** {@code 1,024}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 3 addresses and 2 ranges}; the part that is zero is left out. */
  static String addressesAndRanges(long addresses, long ranges) {
    String left = count(addresses, "address", "addresses");
    String right = count(ranges, "range", "ranges");
    if (ranges == 0) {
      return left;
    }
    return addresses == 0 ? right : left + " and " + right;
  }

  /** {@code IPv4 address}, {@code IPv4 range, 32 addresses}, {@code IPv6 range, 1 subnet}. */
  static String kind(Network network) {
    String family = network.base().isV4() ? "IPv4" : "IPv6";
    return network.isSingleAddress() ? family + " address" : family + " range, " + size(network);
  }

  /** An IPv6 network of /64 or shorter is counted in subnets, for that is what it is dealt in. */
  static String size(Network network) {
    boolean v4 = network.base().isV4();
    if (!v4 && network.prefixLength() <= SUBNET_BITS) {
      return counted(SUBNET_BITS - network.prefixLength(), "subnet", "subnets");
    }
    return counted((v4 ? 32 : 128) - network.prefixLength(), "address", "addresses");
  }

  private static String counted(int bits, String one, String many) {
    BigInteger number = BigInteger.ONE.shiftLeft(bits);
    return String.format(Locale.ROOT, "%,d %s", number, bits == 0 ? one : many);
  }

  /** {@code A}, {@code A or B}, {@code A, B or C}. */
  static String or(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** {@code Professional} of {@code professional}. */
  static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** The first so many characters of a text, none of them in halves. */
  static String first(String text, int characters) {
    return text.codePointCount(0, text.length()) <= characters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, characters));
  }
}

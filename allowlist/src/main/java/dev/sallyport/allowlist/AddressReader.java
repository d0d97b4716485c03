package dev.sallyport.allowlist;

import org.jspecify.annotations.Nullable;

/**
 * The strict reader. It takes the one textual form of RFC 6943 §3.1.1 for IPv4 and those of RFC
 * 4291 §2.2 for IPv6, and says of anything else only that it is none of them; {@link Explanation}
 * says why.
 */
final class AddressReader {
  private AddressReader() {}

  static final int NONE = -1;

  private static final byte[] HEX_DIGITS = hexDigits();

  static @Nullable IpAddress address(CharSequence text, int from, int to) {
    if (to - from > IpAddress.MAX_TEXT) {
      return null;
    }
    if (isV6(text, from, to)) {
      return v6(text, from, to);
    }
    long bits = v4(text, from, to);
    return bits == NONE ? null : IpAddress.v4((int) bits);
  }

  /** Whether a well-formed text is of IPv6: a colon comes after four characters at the latest. */
  static boolean isV6(CharSequence text, int from, int to) {
    int end = Math.min(to, from + 5);
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == ':') {
        return true;
      }
    }
    return false;
  }

  /** The 32 bits of a dotted quad, or {@link #NONE}. */
  static long v4(CharSequence text, int from, int to) {
    long bits = 0;
    int parts = 0;
    int part = NONE;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (part == NONE || parts == 3) {
          return NONE;
        }
        bits = bits << 8 | part;
        parts++;
        part = NONE;
      } else {
        // A digit after a first zero is refused: some readers would take the part for octal.
        if (c < '0' || c > '9' || part == 0) {
          return NONE;
        }
        part = part == NONE ? c - '0' : part * 10 + (c - '0');
        if (part > 255) {
          return NONE;
        }
      }
    }
    return parts == 3 && part != NONE ? bits << 8 | part : NONE;
  }

  // Together with its callers this is compiled as one, so that what wraps the bytes of a line is
  // never made. That ends at 325 bytes of code, hence the parts that stand by themselves.
  private static @Nullable IpAddress v6(CharSequence text, int from, int to) {
    long high = 0;
    long low = 0;
    long headHigh = 0;
    long headLow = 0;
    int groups = 0;
    int gap = NONE;
    int group = 0;
    int start = firstGroup(text, from, to);
    if (start == NONE) {
      return null;
    }
    for (int at = start; at <= to; at++) {
      char c = at == to ? ':' : text.charAt(at);
      int digit = hexDigit(c);
      if (digit != NONE) {
        group = group << 4 | digit;
        continue;
      }
      if (at > start) {
        if (c == '.') {
          // RFC 4291 §2.2 (3): the last 32 bits as a dotted quad.
          long quad = v4(text, start, to);
          if (quad == NONE || groups > 6) {
            return null;
          }
          high = high << 32 | low >>> 32;
          low = low << 32 | quad;
          groups += 2;
          break;
        }
        if (c != ':' || at - start > 4 || groups == 8) {
          return null;
        }
        high = high << 16 | low >>> 48;
        low = low << 16 | group;
        groups++;
        group = 0;
      } else if (at < to) {
        if (c != ':' || gap != NONE) {
          return null;
        }
        gap = groups;
        headHigh = high;
        headLow = low;
        high = 0;
        low = 0;
      } else if (gap != groups) {
        return null;
      }
      start = at + 1;
    }
    return joined(groups, gap, headHigh, headLow, high, low);
  }

  /**
   * Where to begin, past a colon at the very beginning if it is the first of two, or {@link #NONE}.
   */
  private static int firstGroup(CharSequence text, int from, int to) {
    if (text.charAt(from) != ':') {
      return from;
    }
    return from + 1 < to && text.charAt(from + 1) == ':' ? from + 1 : NONE;
  }

  /**
   * The address of so many groups, where so many of them stand before a double colon: RFC 4291 §2.2
   * (2) lets it stand for one group of zeros or more.
   */
  private static @Nullable IpAddress joined(
      int groups, int gap, long headHigh, long headLow, long high, long low) {
    if (gap == NONE ? groups != 8 : groups > 7) {
      return null;
    }
    int bits = 16 * gap;
    if (bits <= 0) {
      return IpAddress.v6(high, low);
    }
    return bits <= 64
        ? IpAddress.v6(high | headLow << (64 - bits), low)
        : IpAddress.v6(
            high | headHigh << (128 - bits) | headLow >>> (bits - 64),
            low | headLow << (128 - bits));
  }

  /** The value of a hexadecimal digit, or {@link #NONE}; looked up, for to compare is to guess. */
  private static int hexDigit(char c) {
    return c < HEX_DIGITS.length ? HEX_DIGITS[c] : NONE;
  }

  private static byte[] hexDigits() {
    byte[] digits = new byte[128];
    for (char c = 0; c < digits.length; c++) {
      digits[c] = (byte) Character.digit(c, 16);
    }
    return digits;
  }

  // Without a loop of its own, so that it becomes one with its caller when that is compiled.
  static @Nullable Network network(CharSequence text, int from, int to) {
    int slash = slash(text, from, to);
    IpAddress address = address(text, from, slash);
    if (address == null || slash == to) {
      return address == null ? null : Network.of(address);
    }
    int length = prefixLength(text, slash + 1, to);
    return network(address, isV6(text, from, slash), length);
  }

  private static @Nullable Network network(IpAddress address, boolean asV6, int length) {
    int bits = asV6 && address.isV4() ? length - 96 : length;
    return bits < 0 || bits > address.width() || !Network.isBase(address, bits)
        ? null
        : Network.of(address, bits);
  }

  /** Where the slash before a prefix length is, or the end. */
  private static int slash(CharSequence text, int from, int to) {
    int slash = to;
    for (int i = to - 1; i >= from && i >= to - 4; i--) {
      if (text.charAt(i) == '/') {
        slash = i;
      }
    }
    return slash;
  }

  /** One to three digits without a leading zero as a number, or {@link #NONE}. */
  static int prefixLength(CharSequence text, int from, int to) {
    if (from == to || to - from > 3 || (text.charAt(from) == '0' && to - from > 1)) {
      return NONE;
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return NONE;
      }
      length = length * 10 + (c - '0');
    }
    return length;
  }
}

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

  private static @Nullable IpAddress v6(CharSequence text, int from, int to) {
    long high = 0;
    long low = 0;
    long headHigh = 0;
    long headLow = 0;
    int groups = 0;
    int gap = NONE;
    int at = from;
    if (to - from >= 2 && text.charAt(from) == ':' && text.charAt(from + 1) == ':') {
      gap = 0;
      at += 2;
    }
    while (at < to) {
      int start = at;
      int group = 0;
      while (at < to && at - start < 4) {
        int digit = hexDigit(text.charAt(at));
        if (digit == NONE) {
          break;
        }
        group = group << 4 | digit;
        at++;
      }
      if (at < to && text.charAt(at) == '.') {
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
      if (at == start || groups == 8) {
        return null;
      }
      high = high << 16 | low >>> 48;
      low = low << 16 | group;
      groups++;
      if (at == to) {
        break;
      }
      if (text.charAt(at) != ':' || at + 1 == to) {
        return null;
      }
      at++;
      if (text.charAt(at) == ':') {
        if (gap != NONE) {
          return null;
        }
        gap = groups;
        headHigh = high;
        headLow = low;
        high = 0;
        low = 0;
        at++;
      }
    }
    if (gap == NONE) {
      return groups == 8 ? IpAddress.v6(high, low) : null;
    }
    // RFC 4291 §2.2 (2): a double colon stands for one group of zeros or more.
    if (groups > 7) {
      return null;
    }
    int shift = 128 - 16 * gap;
    if (shift < 64) {
      high |= headHigh << shift | headLow >>> (64 - shift);
      low |= headLow << shift;
    } else if (shift < 128) {
      high |= headLow << (shift - 64);
    }
    return IpAddress.v6(high, low);
  }

  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = (c | 0x20) - 'a';
    return c < 0x80 && letter >= 0 && letter < 6 ? letter + 10 : NONE;
  }

  static @Nullable Network network(CharSequence text, int from, int to) {
    int slash = to;
    for (int i = to - 1; i >= from && i >= to - 4; i--) {
      if (text.charAt(i) == '/') {
        slash = i;
      }
    }
    IpAddress address = address(text, from, slash);
    if (address == null) {
      return null;
    }
    if (slash == to) {
      return Network.of(address);
    }
    int length = prefixLength(text, slash + 1, to);
    if (length != NONE && address.isV4() && isV6(text, from, slash)) {
      length -= 96;
    }
    return length < 0 || length > address.width() || !Network.isBase(address, length)
        ? null
        : Network.of(address, length);
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

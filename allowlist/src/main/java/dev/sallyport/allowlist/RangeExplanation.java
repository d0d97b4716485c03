package dev.sallyport.allowlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a text that was meant for a range, or with its prefix length. */
final class RangeExplanation {
  private static final String NO_RANGE = "Enter one address, not a range.";
  private static final String AS_PREFIX =
      "as an address and a prefix length, such as 198.51.100.0/24";

  private RangeExplanation() {}

  /** Null if nothing in the text points to a range. */
  static @Nullable Mistake of(String text, Form form) {
    if (text.matches("[0-9.]*[*]([.][*])*|[0-9.]+[.][xX]([.][xX])*|[0-9a-fA-F:]+[:][*]([:][*])*")) {
      return stars(text, form);
    }
    int dash = text.indexOf('-');
    if (dash > 0 && dash < text.length() - 1) {
      IpAddress first = AddressReader.address(text, 0, dash);
      if (first != null) {
        return dash(first, text.substring(dash + 1), form);
      }
    }
    int slash = text.indexOf('/');
    return slash < 0 ? null : slash(text.substring(0, slash), text.substring(slash + 1), form);
  }

  private static Mistake stars(String text, Form form) {
    if (form == Form.ADDRESS) {
      return new Mistake(NO_RANGE);
    }
    String message = "Write a range " + AS_PREFIX + ", not with stars.";
    String known = text.replaceFirst("[.:]?[*xX].*", "");
    if (text.indexOf(':') >= 0 || known.isEmpty()) {
      return new Mistake(message);
    }
    int parts = known.split("\\.", -1).length;
    return parts > 3
        ? new Mistake(message)
        : new Mistake(
            message,
            Explanation.suggestions(known + ".0".repeat(4 - parts) + "/" + 8 * parts, form));
  }

  private static Mistake dash(IpAddress first, String end, Form form) {
    if (form == Form.ADDRESS) {
      return new Mistake(NO_RANGE);
    }
    String message = "Write a range " + AS_PREFIX + ", not with a dash.";
    IpAddress last = AddressReader.address(end, 0, end.length());
    if (last == null && first.isV4() && end.matches("\\d{1,3}")) {
      String start = first.toString();
      String sameNetwork = start.substring(0, start.lastIndexOf('.') + 1) + end;
      last = AddressReader.address(sameNetwork, 0, sameNetwork.length());
    }
    if (last == null || last.isV4() != first.isV4()) {
      return new Mistake(message);
    }
    if (last.compareTo(first) < 0) {
      return new Mistake(message + " This one also ends before it starts.");
    }
    for (int length = 0; length <= first.width(); length++) {
      if (Network.isBase(first, length) && Network.of(first, length).last().equals(last)) {
        return new Mistake(message, List.of(Network.of(first, length).toString()));
      }
    }
    return new Mistake(message + " This one takes several.");
  }

  private static Mistake slash(String base, String length, Form form) {
    if (length.indexOf('/') >= 0) {
      return new Mistake("Write one slash only, before the prefix length.");
    }
    if (form == Form.ADDRESS) {
      return new Mistake(
          "Enter one address, without a prefix length.", Explanation.accepted(form, base));
    }
    if (base.isEmpty()) {
      return new Mistake("Write an address before the slash, such as 198.51.100.0/24.");
    }
    if (length.isEmpty()) {
      return new Mistake(
          "Write a prefix length after the slash, or leave the slash out.",
          Explanation.suggestions(base, form));
    }
    if (length.indexOf('.') >= 0 || length.indexOf(':') >= 0) {
      return ofMask(base, length, form);
    }
    if (length.matches("0\\d{1,3}")) {
      return new Mistake(
          "Write the prefix length without leading zeros.",
          Explanation.suggestions(base + "/" + Integer.parseInt(length), form));
    }
    IpAddress address = AddressReader.address(base, 0, base.length());
    return address == null
        ? unread(base, length, form)
        : readable(address, base.indexOf(':') >= 0, length);
  }

  /** A well-formed address with a prefix length that does not go with it. */
  private static Mistake readable(IpAddress address, boolean asV6, String text) {
    int length = AddressReader.prefixLength(text, 0, text.length());
    if (asV6 && address.isV4()) {
      if (length >= 96 && length <= 128) {
        return hostBits(address, length - 96);
      }
      return new Mistake(
          "This is an IPv4 address in IPv6 form, where a prefix length is 96 to 128. Check "
              + Mistake.shown(text)
              + ".",
          length == AddressReader.NONE
              ? List.of()
              : Explanation.accepted(Form.NETWORK, address + "/" + length));
    }
    if (length == AddressReader.NONE || length > address.width()) {
      return new Mistake(
          "The prefix length of an %s range is 0 to %d. Check %s."
              .formatted(address.isV4() ? "IPv4" : "IPv6", address.width(), Mistake.shown(text)));
    }
    return hostBits(address, length);
  }

  private static Mistake hostBits(IpAddress address, int length) {
    Network around = Network.around(address, length);
    return new Mistake(
        "This range starts at " + around.base() + ".",
        List.of(around.toString(), address.toString()));
  }

  /** An address that is wrong in itself; its prefix length tells more of what was meant. */
  private static Mistake unread(String base, String length, Form form) {
    Mistake mistake = AddressExplanation.of(base, form);
    if (!length.matches("0|[1-9]\\d{0,2}")) {
      return new Mistake(mistake.message());
    }
    int bits = Integer.parseInt(length);
    if (base.matches("\\d{1,3}(\\.\\d{1,3}){0,2}")) {
      int parts = base.split("\\.", -1).length;
      return new Mistake(
          mistake.message(),
          bits == 0 || bits > 8 * parts
              ? List.of()
              : Explanation.suggestions(base + ".0".repeat(4 - parts) + "/" + length, form));
    }
    if (base.matches("[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){0,6}:?")
        && base.indexOf(':') > 0
        && !GroupExplanation.isHardwareAddress(base)) {
      String groups = base.replaceFirst(":$", "");
      return new Mistake(
          mistake.message(),
          bits == 0 || bits > 16 * groups.split(":", -1).length
              ? List.of()
              : Explanation.suggestions(groups + "::/" + length, form));
    }
    return new Mistake(
        mistake.message(),
        mistake.suggestions().stream()
            .flatMap(meant -> Explanation.suggestions(meant + "/" + length, form).stream())
            .distinct()
            .toList());
  }

  /** A range written with a netmask. */
  static Mistake ofMask(String base, String mask, Form form) {
    if (form == Form.ADDRESS) {
      return new Mistake("Enter one address, without a netmask.", Explanation.accepted(form, base));
    }
    int length = maskLength(mask);
    if (length < 0) {
      return new Mistake(
          "Write a range " + AS_PREFIX + "; " + Mistake.shown(mask) + " is no netmask.");
    }
    boolean oneFamily = (base.indexOf(':') >= 0) == (mask.indexOf(':') >= 0);
    return new Mistake(
        "Write a prefix length after the slash, /" + length + ", not a netmask.",
        oneFamily ? Explanation.suggestions(base + "/" + length, form) : List.of());
  }

  /**
   * How many bits a netmask holds fast, or one with its bits turned as routers have it (0.0.0.255
   * for a /24); -1 for anything else.
   */
  static int maskLength(String mask) {
    IpAddress bits = AddressReader.address(mask, 0, mask.length());
    if (bits == null) {
      return -1;
    }
    int length = leadingOnes(bits.high(), bits.low(), bits.width());
    if (length < 0 && bits.isV4()) {
      length = leadingOnes(0, ~bits.low() & 0xffff_ffffL, 32);
    }
    return length;
  }

  private static int leadingOnes(long high, long low, int width) {
    for (int length = 0; length <= width; length++) {
      int hostBits = width - length;
      boolean same =
          width == 32
              ? low == (~Masks.hostLow(hostBits) & 0xffff_ffffL)
              : high == ~Masks.hostHigh(hostBits) && low == ~Masks.hostLow(hostBits);
      if (same) {
        return length;
      }
    }
    return -1;
  }
}

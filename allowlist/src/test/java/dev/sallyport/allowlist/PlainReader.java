package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of addresses and networks written down as plainly as it can be, with nothing of what
 * the engine's reader uses: the oracle of what is well formed and what it means.
 */
final class PlainReader {
  private static final String PART = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern QUAD = Pattern.compile(PART + "(?:\\." + PART + "){3}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** Eight groups; an IPv4 address in its mapped form. */
  record Address(List<Integer> groups) {
    boolean isV4() {
      return groups.subList(0, 6).equals(List.of(0, 0, 0, 0, 0, 0xffff));
    }

    boolean bit(int number) {
      return (groups.get(number / 16) & 0x8000 >> number % 16) != 0;
    }

    /** RFC 5952 §4 by text: of the runs of two zeros or more the longest, the first of equals. */
    String text() {
      if (isV4()) {
        int high = groups.get(6);
        int low = groups.get(7);
        return "%d.%d.%d.%d".formatted(high >> 8, high & 0xff, low >> 8, low & 0xff);
      }
      String full = String.join(":", groups.stream().map(Integer::toHexString).toList());
      for (int zeros = 8; zeros >= 2; zeros--) {
        String run = "0" + ":0".repeat(zeros - 1);
        String shorter = full.replaceFirst("(^|:)" + run + "(:|$)", "::");
        if (!shorter.equals(full)) {
          return shorter;
        }
      }
      return full;
    }
  }

  private PlainReader() {}

  /** The canonical text of an address, or null for what is none. */
  static @Nullable String address(String text) {
    Address address = read(text);
    return address == null ? null : address.text();
  }

  /** The canonical text of a network, or null for what is none. */
  static @Nullable String network(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return address(text);
    }
    Address base = read(text.substring(0, slash));
    String length = text.substring(slash + 1);
    if (base == null || !LENGTH.matcher(length).matches()) {
      return null;
    }
    boolean dotted = text.indexOf(':') < 0;
    int bits = Integer.parseInt(length) + (dotted ? 96 : 0);
    if (bits > 128 || (base.isV4() && bits < 96)) {
      return null;
    }
    for (int bit = bits; bit < 128; bit++) {
      if (base.bit(bit)) {
        return null;
      }
    }
    return bits == 128 ? base.text() : base.text() + "/" + (base.isV4() ? bits - 96 : bits);
  }

  private static @Nullable Address read(String text) {
    if (QUAD.matcher(text).matches()) {
      List<Integer> groups = new ArrayList<>(List.of(0, 0, 0, 0, 0, 0xffff));
      groups.addAll(quad(text));
      return new Address(groups);
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      List<Integer> groups = groups(text, true);
      return groups == null || groups.size() != 8 ? null : new Address(groups);
    }
    List<Integer> head = groups(text.substring(0, gap), false);
    List<Integer> tail = groups(text.substring(gap + 2), true);
    if (head == null || tail == null || head.size() + tail.size() > 7) {
      return null;
    }
    List<Integer> groups = new ArrayList<>(head);
    while (groups.size() + tail.size() < 8) {
      groups.add(0);
    }
    groups.addAll(tail);
    return new Address(groups);
  }

  /** The groups of one side, where the last may be dotted; null if one of them is none. */
  private static @Nullable List<Integer> groups(String side, boolean dotted) {
    List<Integer> groups = new ArrayList<>();
    List<String> pieces = side.isEmpty() ? List.of() : Arrays.asList(side.split(":", -1));
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      if (dotted && i == pieces.size() - 1 && QUAD.matcher(piece).matches()) {
        groups.addAll(quad(piece));
      } else if (GROUP.matcher(piece).matches()) {
        groups.add(Integer.parseInt(piece, 16));
      } else {
        return null;
      }
    }
    return groups;
  }

  private static List<Integer> quad(String text) {
    int[] parts = Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    return List.of(parts[0] << 8 | parts[1], parts[2] << 8 | parts[3]);
  }
}

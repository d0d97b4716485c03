package dev.sallyport.allowlist;

import java.util.List;

/** What is wrong with a text that has the colons of an IPv6 address. */
final class GroupExplanation {
  private static final String COUNT =
      "An IPv6 address has eight groups, or a double colon (::) in place of those that are zero.";

  private GroupExplanation() {}

  static Mistake of(String text, Form form) {
    if (isHardwareAddress(text)) {
      return new Mistake("This is a hardware (MAC) address. Enter the IP address instead.");
    }
    if (text.contains(":::")) {
      return new Mistake(
          "Three colons in a row are one too many.",
          Explanation.accepted(form, text.replaceAll(":::+", "::")));
    }
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return new Mistake("The double colon (::) can stand in an IPv6 address once only.");
    }
    if (gap != 0 && text.startsWith(":")) {
      return new Mistake(
          "An IPv6 address can't start with a single colon.",
          text.length() == 1 ? List.of() : firstAccepted(form, text.substring(1), ":" + text));
    }
    if (text.endsWith(":") && !text.endsWith("::")) {
      return new Mistake(
          "An IPv6 address can't end with a single colon.",
          text.indexOf(':') == text.length() - 1
              ? List.of()
              : firstAccepted(form, text.substring(0, text.length() - 1), text + ":"));
    }
    return groups(text, gap >= 0, form);
  }

  static boolean isHardwareAddress(String text) {
    return text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
  }

  /** The first of two texts that would be accepted, if any is. */
  private static List<String> firstAccepted(Form form, String likely, String less) {
    List<String> accepted = Explanation.accepted(form, likely);
    return accepted.isEmpty() ? Explanation.accepted(form, less) : accepted;
  }

  private static Mistake groups(String text, boolean gap, Form form) {
    String[] groups = text.split("::?", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      if (group.indexOf('.') >= 0) {
        // RFC 4291 §2.2 (3): a dotted quad stands for the last two groups.
        if (i < groups.length - 1) {
          return new Mistake("A dotted part can stand at the end of an IPv6 address only.");
        }
        Mistake quad = AddressExplanation.ofQuad(group);
        if (quad != null) {
          return new Mistake(
              quad.message(),
              quad.suggestions().stream()
                  .flatMap(meant ->
                      Explanation.accepted(
                          form, text.substring(0, text.length() - group.length()) + meant)
                          .stream())
                  .toList());
        }
        count += 2;
      } else if (!group.matches("[0-9a-fA-F]{0,4}")) {
        return new Mistake(
            "Each group of an IPv6 address is 1 to 4 of the digits 0 to 9 and a to f. Check %s."
                .formatted(Mistake.shown(group)));
      } else if (!group.isEmpty()) {
        count++;
      }
    }
    if (gap && count >= 8) {
      return new Mistake(
          "This IPv6 address has all its groups and a double colon (::) beside them.",
          count == 8 ? Explanation.accepted(form, text.replace("::", ":")) : List.of());
    }
    return new Mistake(COUNT + " This has " + count + ".");
  }
}

package dev.sallyport.api;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The revision of a list as an entity tag (RFC 9110 §8.8.3). */
final class EntityTag {
  private static final Pattern REVISION = Pattern.compile("\"?(\\d{1,18})\"?");
  private static final long NO_REVISION = -1;

  private EntityTag() {}

  static String of(long revision) {
    return "\"" + revision + "\"";
  }

  /**
   * The revision of {@code If-Match}; empty where there is none, or any will do. A tag that can't
   * be one of ours matches no revision: weak ones never do (RFC 9110 §13.1.1).
   */
  static OptionalLong ifMatch(List<String> lines) {
    if (lines.isEmpty()) {
      return OptionalLong.empty();
    }
    String tag = String.join(",", lines).strip();
    if ("*".equals(tag)) {
      return OptionalLong.empty();
    }
    Matcher matcher = REVISION.matcher(tag);
    return OptionalLong.of(matcher.matches() ? Long.parseLong(matcher.group(1)) : NO_REVISION);
  }

  /** Whether {@code If-None-Match} names this revision; compared weakly (RFC 9110 §13.1.2). */
  static boolean noneMatch(List<String> lines, long revision) {
    for (String line : lines) {
      for (String tag : line.split(",", -1)) {
        String bare = tag.strip();
        if ("*".equals(bare) || bare.equals(of(revision)) || bare.equals("W/" + of(revision))) {
          return true;
        }
      }
    }
    return false;
  }
}

package dev.sallyport.account;

import org.jspecify.annotations.Nullable;

/**
 * What a group's networks come from.
 *
 * @param url where the file is published; null for one that was uploaded
 * @param fileName of one that was uploaded, at most 200 characters; empty for a URL
 * @param format what was recognised, such as {@code aws}
 * @param filter which networks of the file are meant: {@code field=value} lines, empty for all
 */
public record GroupSource(
    @Nullable String url, String fileName, String format, String filter, Family family) {

  /** Which networks are taken by their kind. */
  public enum Family {
    ANY("any"),
    IPV4("ipv4"),
    IPV6("ipv6");

    private final String word;

    Family(String word) {
      this.word = word;
    }

    /** As it is written: {@code any}, {@code ipv4}, {@code ipv6}. */
    public String word() {
      return word;
    }

    /** The family of that word; null where there is none. */
    public static @Nullable Family of(String word) {
      for (Family family : values()) {
        if (family.word.equals(word)) {
          return family;
        }
      }
      return null;
    }
  }

  /** Whether it is the same of the same file, whatever form that has by now. */
  boolean meansSame(GroupSource other) {
    return equals(new GroupSource(other.url, other.fileName, format, other.filter, other.family));
  }

  /** The URL, or the name of the file. */
  public String text() {
    return url == null ? fileName : url;
  }
}

package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a relay offers in its reply to EHLO (RFC 5321 §4.1.1.1).
 *
 * @param keywords in upper case, without parameters
 * @param authentication the mechanisms of AUTH, in upper case
 * @param sizeLimit the most bytes of a message by RFC 1870, or 0 for no stated limit
 */
record Capabilities(Set<String> keywords, Set<String> authentication, long sizeLimit) {

  static final Capabilities NONE = new Capabilities(Set.of(), Set.of(), 0);

  Capabilities {
    keywords = Set.copyOf(keywords);
    authentication = Set.copyOf(authentication);
  }

  static Capabilities of(Reply ehlo) {
    Set<String> keywords = new HashSet<>();
    Set<String> authentication = new HashSet<>();
    long sizeLimit = 0;
    List<String> lines = ehlo.lines();
    for (String line : lines.subList(1, lines.size())) {
      List<String> words = List.of(line.strip().toUpperCase(Locale.ROOT).split("[ \t]+", -1));
      keywords.add(words.getFirst());
      if (words.getFirst().equals("AUTH")) {
        authentication.addAll(words.subList(1, words.size()));
      } else if (words.getFirst().equals("SIZE")
          && words.size() > 1
          && words.get(1).matches("[0-9]{1,18}")) {
        sizeLimit = Long.parseLong(words.get(1));
      }
    }
    return new Capabilities(keywords, authentication, sizeLimit);
  }

  boolean offers(String keyword) {
    return keywords.contains(keyword);
  }
}

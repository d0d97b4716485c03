package dev.sallyport.allowlist;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a text was refused. Each way of getting an address wrong that people are known to have is
 * looked for in turn, the outermost first: what surrounds an address, then what is written in place
 * of a range, then the address itself ({@link AddressExplanation}).
 *
 * <p>A suggestion is always the canonical form of a text that the strict reader takes. Where the
 * text without its first fault has another, the suggestions are those for the text without it; each
 * step leaves a shorter or a plainer text, so that this ends.
 */
final class Explanation {
  private static final String LETTERS =
      "Use the plain digits 0 to 9, the letters a to f, and the marks . : and / only.";
  private static final String ONE_ONLY = "Enter one address or range at a time.";

  private static final String MARKS = "Leave out the marks before or after the address.";

  private final String text;
  private final Form form;

  private Explanation(String text, Form form) {
    this.text = text;
    this.form = form;
  }

  static Mistake of(CharSequence text, Form form) {
    if (text.length() > IpAddress.MAX_TEXT) {
      return new Mistake("This is longer than any IP address. " + ONE_ONLY);
    }
    return new Explanation(text.toString(), form).surroundings();
  }

  private Mistake surroundings() {
    String stripped = Characters.stripped(text);
    if (stripped.isEmpty()) {
      return new Mistake(
          form == Form.ADDRESS
              ? "Enter an IP address, such as 192.0.2.10."
              : "Enter an IP address, such as 192.0.2.10, or a range, such as 198.51.100.0/24.");
    }
    if (stripped.length() < text.length()) {
      return without(
          "There are blanks before or after the address. Enter it without them.", stripped);
    }
    String unmarked = unmarked();
    if (unmarked.length() < text.length()) {
      return marked(unmarked);
    }
    int url = text.indexOf("://");
    if (url >= 0) {
      return without(
          "This is a web address. Enter the IP address alone.",
          text.substring(url + 3).replaceFirst("[/?#].*", "").replaceFirst(".*@", ""));
    }
    if (text.indexOf('@') >= 0) {
      return new Mistake("This is a mail address. Enter an IP address, such as 192.0.2.10.");
    }
    if (!Characters.areAscii(text)) {
      String plain = Characters.plain(text);
      return Characters.areAscii(plain) ? without(LETTERS, plain) : new Mistake(LETTERS);
    }
    if (text.chars().anyMatch(c -> (c < ' ' && !Character.isWhitespace(c)) || c == 0x7f)) {
      return new Mistake("This holds a character that can't be seen. " + LETTERS);
    }
    Mistake several = several();
    if (several != null) {
      return several;
    }
    if (text.indexOf('[') >= 0 || text.indexOf(']') >= 0) {
      return without(
          "Leave out the brackets.", text.replaceFirst("](:\\d+)?", "").replaceAll("[\\[\\]]", ""));
    }
    int zone = text.indexOf('%');
    if (zone >= 0) {
      int slash = text.indexOf('/', zone);
      int end = slash < 0 ? text.length() : slash;
      return without(
          "Leave out the zone, "
              + Mistake.shown(text.substring(zone, end))
              + ": it means something on one machine only.",
          text.substring(0, zone) + text.substring(end));
    }
    Mistake range = RangeExplanation.of(text, form);
    return range != null ? range : AddressExplanation.of(text, form);
  }

  /** The text without the quotation marks, parentheses and commas at either end. */
  private String unmarked() {
    return text.replaceFirst("^[\"'`(<{,;]+", "").replaceFirst("[\"'`)>},;]+$", "");
  }

  /** Marks are the mistake only if what stands between them is an address, or nearly one. */
  private Mistake marked(String between) {
    String canonical = form.canonical(between);
    if (canonical != null) {
      return new Mistake(MARKS, List.of(canonical));
    }
    Mistake other = of(between, form);
    return other.suggestions().isEmpty() ? other : new Mistake(MARKS, other.suggestions());
  }

  /** Blanks, commas and semicolons: several addresses, or one written apart. */
  private @Nullable Mistake several() {
    if (text.matches("\\d+(,\\d+){3}(/\\d+)?")) {
      return without("Write dots between the parts, not commas.", text.replace(',', '.'));
    }
    if (text.chars().noneMatch(c -> Character.isWhitespace(c) || c == ',' || c == ';')) {
      return null;
    }
    String joined = text.replaceAll("\\s*([-/.:])\\s*", "$1");
    if (joined.matches("\\S+") && joined.length() < text.length() && !joined.matches(".*[,;].*")) {
      return joined.indexOf('-') >= 0
          ? of(joined, form)
          : without("Write the address without blanks.", joined);
    }
    String[] pair = text.split("\\s+", -1);
    if (pair.length == 2 && RangeExplanation.maskLength(pair[1]) >= 0) {
      return RangeExplanation.ofMask(pair[0], pair[1], form);
    }
    return new Mistake(ONE_ONLY);
  }

  private Mistake without(String message, String rest) {
    return new Mistake(message, suggestions(rest, form));
  }

  /** The text itself if it would be accepted, else what is suggested in its place. */
  static List<String> suggestions(String text, Form form) {
    String canonical = form.canonical(text);
    return canonical != null ? List.of(canonical) : of(text, form).suggestions();
  }

  /** Those of the texts that would be accepted, each once. */
  static List<String> accepted(Form form, String... texts) {
    return Stream.of(texts)
        .map(form::canonical)
        .<String>mapMulti((canonical, kept) -> {
          if (canonical != null) {
            kept.accept(canonical);
          }
        })
        .distinct()
        .toList();
  }
}

package dev.sallyport.file;

import dev.sallyport.account.EntryDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as a column, one a line, as it is copied from a firewall or a note: behind each a name
 * may stand, as a comment or as it is. Lines that are blank or nothing but a comment are passed
 * over.
 */
final class EntryColumn {
  /** What an address may be followed by: a comment's sign, or blanks and the name itself. */
  private static final Pattern LINE = Pattern.compile("(\\S+?)(?:\\s*(?:#|;|//)|\\s)\\s*(.*)");

  /** What belongs to the address though a blank is before it: a mask, or the end of a range. */
  private static final Pattern GOES_ON =
      Pattern.compile("/\\s*\\d.*|[-–]\\s*[\\d:].*|\\d.*\\.\\d.*");

  private EntryColumn() {}

  static EntryFile.Contents read(String text, String name) {
    List<WrittenEntry> entries = new ArrayList<>();
    int number = 0;
    for (String each : text.lines().toList()) {
      number++;
      String line = withoutMark(each).strip();
      if (isBlank(line) || (entries.isEmpty() && isHeading(line))) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      boolean named = parts.matches() && !GOES_ON.matcher(parts.group(2)).matches();
      String own = named ? parts.group(2).strip() : "";
      entries.add(
          new WrittenEntry(
              "line " + number,
              new EntryDraft(
                  named ? parts.group(1) : line, own.isEmpty() ? name : own, null, null)));
    }
    return new EntryFile.Contents(EntryFile.Form.COLUMN, entries, List.of());
  }

  /** Whether a line is an address alone or with its name behind it, and no row of CSV. */
  static boolean isColumn(String line) {
    String start = line.strip();
    int comment = start.indexOf('#');
    String before = comment < 0 ? start : start.substring(0, comment);
    if (before.startsWith("\"")) {
      return false;
    }
    int comma = before.indexOf(',');
    int blank = before.indexOf(' ');
    return comma < 0 ? !isCsvHeading(before) : blank >= 0 && blank < comma;
  }

  private static boolean isCsvHeading(String line) {
    return line.strip().equalsIgnoreCase("address");
  }

  private static boolean isHeading(String line) {
    return List.of("ip", "ips", "ip address", "ip addresses", "addresses", "ip ranges")
        .contains(line.toLowerCase(Locale.ROOT));
  }

  static boolean isBlank(String line) {
    String start = line.strip();
    return start.isEmpty()
        || start.startsWith("#")
        || start.startsWith(";")
        || start.startsWith("//");
  }

  /** A byte order mark is how some programs say UTF-8. */
  static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}

package dev.sallyport.app;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.Entry;
import dev.sallyport.file.EntryFields;
import dev.sallyport.file.JsonText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries and lists as commands answer them; the JSON is that of the API. */
final class EntryOutput {
  private EntryOutput() {}

  static Map<String, Object> meta(Allowlist list) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("revision", list.revision());
    meta.put("policy", list.entries().isEmpty() ? "unrestricted" : "restricted");
    meta.put("mode", mode(list));
    meta.put("total", list.entries().size());
    return meta;
  }

  static String mode(Allowlist list) {
    return list.mode().name().toLowerCase(Locale.ROOT);
  }

  /**
   * A list.
   *
   * @param waiting what it goes back by; null where no change waits to be confirmed
   */
  static Map<String, Object> json(
      Allowlist list, Instant now, Map<String, Instant> lastUses, @Nullable Deadline waiting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "data",
        list.entries().stream()
            .map(entry -> EntryFields.of(entry, now, lastUses.get(entry.id())))
            .toList());
    Map<String, Object> meta = meta(list);
    if (waiting != null) {
      meta.put("confirm_by", JsonText.time(waiting.at()));
    }
    json.put("meta", meta);
    return json;
  }

  /** The change that waits to be confirmed, in words. */
  static String said(Deadline waiting) {
    return "It goes back by itself at "
        + JsonText.time(waiting.at())
        + " unless it is confirmed: sallyport allowlist confirm.";
  }

  /** The entry of a change, where it was about one, and the list it led to. */
  static Map<String, Object> json(@Nullable Entry entry, Allowlist list, Instant now) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (entry != null) {
      json.put("data", EntryFields.of(entry, now));
    }
    json.put("meta", meta(list));
    return json;
  }

  static void print(PrintWriter out, Allowlist list, String title, Instant now) {
    out.println(
        Character.toUpperCase(title.charAt(0))
            + title.substring(1)
            + ", revision "
            + list.revision()
            + ": "
            + policy(list));
    if (!list.entries().isEmpty()) {
      TextTable table = new TextTable("ID", "ADDRESS", "NAME", "STATUS", "EXPIRES");
      for (Entry entry : list.entries()) {
        String expires = JsonText.time(entry.expiresAt());
        table.row(
            entry.id(),
            entry.network().toString(),
            entry.name(),
            entry.status(now),
            expires == null ? "never" : expires);
      }
      table.print(out, "");
    }
  }

  /** What the list means, in words. */
  private static String policy(Allowlist list) {
    if (list.entries().isEmpty()) {
      return "empty, so every address is allowed.";
    }
    return switch (list.mode()) {
      case ENFORCE -> "only addresses of active entries are allowed.";
      case MONITOR -> "monitor mode, so mail is let through from every address and only recorded.";
    };
  }
}

package dev.sallyport.alert;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ExpiringEntry;
import dev.sallyport.account.Group;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.ListStep;
import dev.sallyport.account.Mode;
import dev.sallyport.activity.NewcomerDenied;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words events for mail and puts them into data for webhooks; long ones are cut and say so. */
final class Notices {
  /** Entries or addresses that are named; of more only the number is told. */
  private static final int MOST_NAMED = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Notices() {}

  static Notice changed(ListStep step) {
    Map<String, Entry> before = byId(step.removed());
    Map<String, Entry> after = byId(step.added());
    List<Entry> added = step.added().stream().filter(e -> !before.containsKey(e.id())).toList();
    List<Entry> removed = step.removed().stream().filter(e -> !after.containsKey(e.id())).toList();
    List<Entry> edited = step.added().stream().filter(e -> before.containsKey(e.id())).toList();

    List<String> lines = new ArrayList<>();
    added.forEach(entry -> lines.add("Added: " + named(entry)));
    removed.forEach(entry -> lines.add("Deleted: " + named(entry)));
    edited.forEach(entry -> lines.add(edit(before, entry, step.at())));
    if (step.modeBefore() != step.modeAfter()) {
      lines.add("Mode: " + word(step.modeBefore()) + " before, " + word(step.modeAfter()) + " now");
    }
    String first = lines.isEmpty() ? step.kind() : lines.getFirst();
    String subject =
        name(step.ref())
            + " changed: "
            + first
            + (lines.size() > 1 ? ", and " + (lines.size() - 1) + " more" : "");

    Map<String, Object> data = new LinkedHashMap<>();
    data.put("list", list(step.ref()));
    data.put("revision", step.revision());
    data.put("kind", step.kind());
    data.put("actor", actor(step.actor()));
    data.put("mode_before", word(step.modeBefore()));
    data.put("mode", word(step.modeAfter()));
    data.put("added", entries(added, step.at()));
    data.put("deleted", entries(removed, step.at()));
    data.put("edited", entries(edited, step.at()));
    data.put("added_count", added.size());
    data.put("deleted_count", removed.size());
    data.put("edited_count", edited.size());
    String text =
        listing(lines)
            + "\n\nBy "
            + by(step.actor())
            + ", "
            + TIME.format(step.at())
            + ", revision "
            + step.revision()
            + ".";
    return new Notice(AlertEvent.LIST_CHANGED, step.at(), subject, text, data);
  }

  static Notice denied(List<NewcomerDenied> newcomers, Instant now) {
    long calls = newcomers.stream().mapToLong(NewcomerDenied::calls).sum();
    int addresses = newcomers.size();
    String subject =
        addresses == 1
            ? "Denied: " + newcomers.getFirst().address() + ", never seen before"
            : "Denied: " + addresses + " addresses never seen before";
    List<String> lines =
        newcomers.stream()
            .map(one ->
                one.address()
                    + "  "
                    + count(one.calls(), "call", "calls")
                    + ", first "
                    + TIME.format(one.firstSeenAt()))
            .toList();
    List<Map<String, Object>> named =
        newcomers.stream()
            .limit(MOST_NAMED)
            .map(one -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("address", one.address().toString());
              map.put("calls", one.calls());
              map.put("first_seen_at", one.firstSeenAt().toString());
              map.put("last_seen_at", one.lastSeenAt().toString());
              return map;
            })
            .toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("addresses", named);
    data.put("address_count", addresses);
    data.put("call_count", calls);
    String text =
        "Calls with a valid credential came from addresses that are not on the IP allowlist and"
            + " were never seen before.\n\n"
            + listing(lines)
            + "\n\nIf you don't know an address, whoever calls from it may hold one of your"
            + " credentials: replace that.";
    return new Notice(AlertEvent.NEWCOMER_DENIED, now, subject, text, data);
  }

  static Notice expiring(List<ExpiringEntry> entries, Instant now) {
    String subject =
        entries.size() == 1
            ? "Expires " + in(entries.getFirst(), now) + ": " + named(entries.getFirst().entry())
            : "Expiring soon: " + count(entries.size(), "entry", "entries");
    List<String> lines =
        entries.stream()
            .map(each ->
                named(each.entry())
                    + "  "
                    + (each.ref().isAccountList() ? "" : "on a credential's list, ")
                    + "expires "
                    + TIME.format(expiry(each.entry())))
            .toList();
    List<Map<String, Object>> named =
        entries.stream()
            .limit(MOST_NAMED)
            .map(each -> {
              Map<String, Object> map = entry(each.entry(), now);
              map.put("list", list(each.ref()));
              return map;
            })
            .toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("entries", named);
    data.put("entry_count", entries.size());
    String text =
        listing(lines)
            + "\n\nFrom then on these addresses are denied, unless another entry covers them. Give"
            + " an entry a later expiry to keep it.";
    return new Notice(AlertEvent.ENTRY_EXPIRING, now, subject, text, data);
  }

  static Notice waiting(List<Group> groups, Instant now) {
    String subject =
        groups.size() == 1
            ? "Waits for you: the file of the group " + groups.getFirst().name() + " changed"
            : "Waits for you: the files of " + groups.size() + " groups changed";
    List<String> lines =
        groups.stream()
            .map(group ->
                group.name()
                    + (group.ref().isAccountList() ? "" : ", on a credential's list")
                    + ": "
                    + group.checks().waiting())
            .toList();
    List<Map<String, Object>> named =
        groups.stream()
            .limit(MOST_NAMED)
            .map(group -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("id", group.id());
              map.put("name", group.name());
              map.put("list", list(group.ref()));
              map.put("waiting", text(group.checks().waiting()));
              return map;
            })
            .toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("groups", named);
    data.put("group_count", groups.size());
    String text =
        listing(lines)
            + "\n\nThe networks on the list stay as they are until somebody looks: open the group,"
            + " and see what its file has now.";
    return new Notice(AlertEvent.GROUP_WAITING, now, subject, text, data);
  }

  private static String edit(Map<String, Entry> before, Entry after, Instant at) {
    Entry old = before.get(after.id());
    String word = "Edited: ";
    if (old != null && old.paused() != after.paused()) {
      word = after.paused() ? "Paused: " : "Resumed: ";
    }
    String was =
        old != null && !old.network().equals(after.network()) ? ", was " + old.network() : "";
    return word + named(after) + was + (after.status(at).equals("expired") ? ", expired" : "");
  }

  private static String named(Entry entry) {
    return entry.network() + " (" + entry.name() + ")";
  }

  private static String name(ListRef ref) {
    return ref.isAccountList() ? "IP allowlist" : "A credential's list";
  }

  private static Map<String, Object> list(ListRef ref) {
    return ref.isAccountList()
        ? Map.of("of", "account")
        : Map.of("of", "credential", "credential_id", ref.credentialId());
  }

  private static Map<String, Object> actor(Actor actor) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", actor.kind().name().toLowerCase(Locale.ROOT));
    map.put("name", actor.name());
    map.put("address", text(actor.address()));
    return map;
  }

  private static String by(Actor actor) {
    return actor.name() + (actor.address() == null ? "" : " from " + actor.address());
  }

  private static List<Map<String, Object>> entries(List<Entry> entries, Instant at) {
    return entries.stream().limit(MOST_NAMED).map(entry -> entry(entry, at)).toList();
  }

  private static Map<String, Object> entry(Entry entry, Instant at) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", entry.id());
    map.put("address", entry.network().toString());
    map.put("name", entry.name());
    map.put("status", entry.status(at));
    map.put("expires_at", text(entry.expiresAt()));
    return map;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static Instant expiry(Entry entry) {
    return entry.expiresAt() == null ? Instant.MAX : entry.expiresAt();
  }

  private static String in(ExpiringEntry entry, Instant now) {
    Duration left = Duration.between(now, expiry(entry.entry()));
    return left.compareTo(Duration.ofDays(2)) < 0
        ? "in " + count(left.toHours(), "hour", "hours")
        : "in " + count(left.toDays(), "day", "days");
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String listing(List<String> lines) {
    return lines.stream().limit(MOST_NAMED).collect(Collectors.joining("\n"))
        + (lines.size() > MOST_NAMED ? "\nand " + (lines.size() - MOST_NAMED) + " more" : "");
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Entry> byId(List<Entry> entries) {
    return entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
  }
}

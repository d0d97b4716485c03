package dev.sallyport.dashboard;

import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.activity.EntryInsight;
import dev.sallyport.activity.EntryUse;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks what entries are used for. Only an account's list is asked about: its entries let in. */
final class EntryUsage {
  private static final EntryUse NONE =
      new EntryUse(Collections.nCopies(EntryFigures.DAYS, 0L), Map.of());

  private final EntryInsight insight;
  private final Credentials credentials;

  EntryUsage(EntryInsight insight, Credentials credentials) {
    this.insight = insight;
    this.credentials = credentials;
  }

  /** The figures of these entries, a page of them at most, by their ids. */
  Map<String, EntryFigures> figures(Visit visit, List<Entry> entries) {
    if (!visit.owner().account()) {
      return Map.of();
    }
    String account = visit.account().id();
    List<String> ids = entries.stream().map(Entry::id).toList();
    Map<String, EntryUse> uses =
        insight.activity().entries(account, ids, EntryFigures.DAYS, visit.now());
    Map<String, Instant> last = insight.activity().lastUses(account, ids);
    Map<String, Credential> known = credentials(account);
    Map<String, EntryFigures> figures = new HashMap<>();
    for (String id : ids) {
      EntryUse use = uses.getOrDefault(id, NONE);
      Instant at = last.get(id);
      figures.put(
          id,
          new EntryFigures(
              at == null ? null : When.past(at, visit.now()),
              by(use, known),
              Spark.path(use.callsByDay()),
              Words.number(use.calls())));
    }
    return figures;
  }

  /** How many calls these entries of the account's list let in within 30 days; at most 500. */
  long calls(Visit visit, List<Entry> entries) {
    return insight
        .activity()
        .calls(
            visit.account().id(),
            entries.stream().map(Entry::id).toList(),
            EntryFigures.DAYS,
            visit.now());
  }

  /** The account's credentials by their ids. */
  Map<String, Credential> credentials(String account) {
    Map<String, Credential> known = new HashMap<>();
    for (CredentialKind kind : CredentialKind.values()) {
      credentials.list(account, kind).forEach(each -> known.put(each.id(), each));
    }
    return known;
  }

  private static String by(EntryUse use, Map<String, Credential> known) {
    int number = use.callsByCredential().size();
    if (number != 1) {
      return number == 0 ? "" : Words.count(number, "credential", "credentials");
    }
    Credential one = known.get(use.callsByCredential().keySet().iterator().next());
    return one == null ? "A deleted credential" : one.name();
  }

  /** What entries are sorted by where that is their use; an entry that is missing counts as 0. */
  Map<String, Long> ranks(Visit visit, ListView view) {
    if (!visit.owner().account()) {
      return Map.of();
    }
    String account = visit.account().id();
    return switch (view.sort()) {
      case "calls" -> insight.callers().calls(account, visit.now());
      case "used" -> {
        Map<String, Long> ranks = new HashMap<>();
        insight.activity().lastUses(account).forEach((id, at) -> ranks.put(id, at.toEpochMilli()));
        yield ranks;
      }
      default -> Map.of();
    };
  }
}

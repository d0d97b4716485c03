package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.Credential;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers the addresses that already send and that no entry covers. */
final class Seen {
  /** Two fields each, and a form holds 200. */
  private static final int MOST_ROWS = 50;

  private static final Duration FRESH = Duration.ofDays(7);

  private final Previews previews;

  Seen(Previews previews) {
    this.previews = previews;
  }

  /** The form with what was ticked and typed into it; nothing is ticked at first. */
  SeenForm form(Visit visit) {
    Uncovered found = uncovered(visit);
    Map<String, Credential> credentials = previews.credentials(visit);
    Set<String> ticked = Set.copyOf(visit.form().all("address"));
    List<SeenForm.Row> rows =
        found.first().entrySet().stream()
            .map(each -> row(visit, each.getKey(), each.getValue(), credentials, ticked))
            .toList();
    boolean first = visit.list().entries().isEmpty();
    SeenForm form =
        new SeenForm(
            visit.owner(),
            visit.guarded(),
            visit.form().has("revision")
                ? visit.form().number("revision")
                : visit.list().revision(),
            rows,
            found.addresses(),
            first,
            new SeenForm.Foot("", "", ""),
            "");
    return with(form, foot(visit, form), "");
  }

  SeenForm with(SeenForm form, SeenForm.Foot foot, String error) {
    return new SeenForm(
        form.owner(),
        form.guarded(),
        form.revision(),
        form.rows(),
        form.total(),
        form.first(),
        foot,
        error);
  }

  /**
   * Addresses that no entry covers.
   *
   * @param first {@value #MOST_ROWS} at most, those with the most calls first, each with all that
   *     called from it
   * @param addresses how many there are
   */
  private record Uncovered(Map<Network, List<RecentCaller>> first, int addresses) {}

  private Uncovered uncovered(Visit visit) {
    Policy policy = visit.list().policy();
    boolean empty = visit.list().entries().isEmpty();
    long now = visit.now().toEpochMilli();
    Map<Network, List<RecentCaller>> first = new LinkedHashMap<>();
    Set<Network> all = new HashSet<>();
    for (RecentCaller caller : previews.callers(visit)) {
      Network address = caller.address();
      boolean covered =
          !empty
              && policy.decide(address.base(), now).allowed()
              && policy.decide(address.last(), now).allowed();
      if (!covered) {
        all.add(address);
        if (first.size() < MOST_ROWS || first.containsKey(address)) {
          first.computeIfAbsent(address, _ -> new ArrayList<>()).add(caller);
        }
      }
    }
    return new Uncovered(first, all.size());
  }

  private static SeenForm.Row row(
      Visit visit,
      Network address,
      List<RecentCaller> callers,
      Map<String, Credential> credentials,
      Set<String> ticked) {
    List<String> names =
        callers.stream()
            .map(caller -> credentials.get(caller.credentialId()))
            .filter(credential -> credential != null)
            .map(Credential::name)
            .distinct()
            .toList();
    Instant first =
        callers.stream().map(RecentCaller::firstSeenAt).min(Instant::compareTo).orElseThrow();
    Instant last =
        callers.stream().map(RecentCaller::lastSeenAt).max(Instant::compareTo).orElseThrow();
    long calls = callers.stream().mapToLong(RecentCaller::calls).sum();
    String field = "name-" + address;
    return new SeenForm.Row(
        address.toString(),
        callers.stream()
            .map(caller -> ImpactBox.door(caller.channel()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")),
        names.size() <= 2
            ? String.join(", ", names)
            : names.getFirst() + " and " + (names.size() - 1) + " more",
        visit.form().has(field)
            ? visit.form().text(field)
            : names.isEmpty() ? address.toString() : names.getFirst(),
        When.past(first, visit.now()),
        When.past(last, visit.now()),
        first.isAfter(visit.now().minus(FRESH)),
        note(address),
        address.prefixLength() > 0,
        String.format(Locale.ROOT, "%,d", calls),
        ticked.contains(address.toString()));
  }

  private static String note(Network address) {
    if (address.isSingleAddress()) {
      return "";
    }
    return address.prefixLength() == 0
        ? "Too many addresses to tell apart"
        : "Too many addresses to tell apart: counted as a range";
  }

  /** Entries for what is ticked. */
  static List<EntryDraft> drafts(SeenForm form) {
    return form.rows().stream()
        .filter(row -> row.ticked() && row.narrow())
        .map(row -> new EntryDraft(row.address(), row.name(), null, null))
        .toList();
  }

  private SeenForm.Foot foot(Visit visit, SeenForm form) {
    List<EntryDraft> drafts = drafts(form);
    String many = Words.count(drafts.size(), "address", "addresses");
    if (drafts.isEmpty()) {
      return new SeenForm.Foot(
          "",
          "Nothing is ticked.",
          form.first() ? "Restrict to what is ticked" : "Add what is ticked");
    }
    Impact impact = previews.of(visit, new Change.AddAll(named(drafts)), List.of());
    ImpactBox box = impact.box();
    return new SeenForm.Foot(
        box == null ? "" : box.tone(),
        box == null ? "" : box.title() + (box.text().isEmpty() ? "" : ". " + box.text()),
        (form.first() ? "Restrict to " : "Add ") + many);
  }

  /** What they are called decides nothing here, and one may have no name for the moment. */
  private static List<EntryDraft> named(List<EntryDraft> drafts) {
    return drafts.stream()
        .map(draft -> new EntryDraft(draft.address(), "unnamed", null, null))
        .toList();
  }
}

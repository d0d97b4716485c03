package dev.sallyport.dashboard;

import dev.sallyport.account.AllowedRanges;
import dev.sallyport.account.CallerTable.FromAddress;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credential;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Gathers the addresses that already send and that no entry covers. */
final class Seen {
  private static final int MAX_SEARCH = 100;

  /** Of more the rest counts as not ticked; a form holds both fields of these and of the others. */
  private static final int MOST_TICKED = 150;

  private static final Duration FRESH = Duration.ofDays(7);

  private final Previews previews;

  Seen(Previews previews) {
    this.previews = previews;
  }

  /** The form with what was ticked and typed into it; nothing is ticked at first. */
  SeenForm form(Visit visit) {
    Map<String, Credential> credentials = previews.credentials(visit);
    Set<String> ticked = Set.copyOf(visit.form().all("address"));
    Search search = Search.of(visit.form());
    Uncovered found =
        Uncovered.of(
            previews.callers(visit),
            visit.list().entries().isEmpty() ? null : AllowedRanges.of(visit.list(), visit.now()),
            search.of(credentials),
            Previews.networks(ticked),
            MOST_TICKED,
            search.limit());
    List<SeenForm.Row> rows =
        found.shown().stream().map(each -> row(visit, each, credentials, ticked)).toList();
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
            found.fit(),
            search.text(),
            search.limit(),
            first,
            Changes.mayGoBack(visit),
            Changes.goesBack(visit),
            new SeenForm.Foot("", "", ""),
            "");
    return with(form, foot(visit, form), "");
  }

  /**
   * What is looked for.
   *
   * @param text in lower case; empty for all
   * @param limit how many that are not ticked are shown at most
   */
  private record Search(String text, int limit) {
    static Search of(Form form) {
      String text = form.text("q").toLowerCase(Locale.ROOT);
      // As many as were shown, and a step more where that is asked for.
      long asked = form.number("show") + (form.has("more") ? SeenForm.STEP : 0);
      return new Search(
          text.length() > MAX_SEARCH ? text.substring(0, MAX_SEARCH) : text,
          Math.clamp(asked, SeenForm.STEP, SeenForm.MOST_ROWS));
    }

    /** A part of the address or of a credential's name, or a network that the address lies in. */
    Predicate<FromAddress> of(Map<String, Credential> credentials) {
      if (text.isEmpty()) {
        return _ -> true;
      }
      Set<String> named =
          credentials.values().stream()
              .filter(by -> by.name().toLowerCase(Locale.ROOT).contains(text))
              .map(Credential::id)
              .collect(Collectors.toSet());
      Set<Network> network = Previews.networks(Set.of(text));
      return from ->
          from.address().toString().contains(text)
              || network.stream().anyMatch(each -> each.contains(from.address()))
              || from.callers().stream().anyMatch(by -> named.contains(by.credentialId()));
    }
  }

  SeenForm with(SeenForm form, SeenForm.Foot foot, String error) {
    return new SeenForm(
        form.owner(),
        form.guarded(),
        form.revision(),
        form.rows(),
        form.total(),
        form.found(),
        form.search(),
        form.limit(),
        form.first(),
        form.mayGoBack(),
        form.goesBack(),
        foot,
        error);
  }

  private static SeenForm.Row row(
      Visit visit, FromAddress from, Map<String, Credential> credentials, Set<String> ticked) {
    Network address = from.address();
    List<RecentCaller> callers = from.callers();
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
        Words.number(from.calls()),
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

package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.Credential;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
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
    Uncovered found = uncovered(visit, search, networks(ticked), credentials);
    List<SeenForm.Row> rows =
        found.shown().entrySet().stream()
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

  private static Set<Network> networks(Set<String> addresses) {
    Set<Network> networks = new HashSet<>();
    for (String address : addresses) {
      if (Network.parse(address) instanceof ParseResult.Parsed<Network>(Network network)) {
        networks.add(network);
      }
    }
    return networks;
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
    boolean fits(RecentCaller caller, Map<String, Credential> credentials) {
      Credential by = credentials.get(caller.credentialId());
      return caller.address().toString().contains(text)
          || (by != null && by.name().toLowerCase(Locale.ROOT).contains(text))
          || (Network.parse(text) instanceof ParseResult.Parsed<Network>(Network network)
              && network.contains(caller.address()));
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

  /**
   * Addresses that no entry covers.
   *
   * @param shown what is ticked, and of what the search finds those with the most calls, each with
   *     all that called from it
   * @param addresses how many there are
   * @param fit how many of them the search finds
   */
  private record Uncovered(Map<Network, List<RecentCaller>> shown, int addresses, int fit) {}

  private Uncovered uncovered(
      Visit visit, Search search, Set<Network> ticked, Map<String, Credential> credentials) {
    List<RecentCaller> callers = previews.callers(visit);
    // Only a search looks at each caller: an address is found by any of them.
    Set<Network> fitting = new HashSet<>();
    if (!search.text().isEmpty()) {
      callers.stream()
          .filter(caller -> search.fits(caller, credentials))
          .forEach(caller -> fitting.add(caller.address()));
    }
    Policy policy = visit.list().policy();
    boolean empty = visit.list().entries().isEmpty();
    long now = visit.now().toEpochMilli();
    Map<Network, List<RecentCaller>> shown = new LinkedHashMap<>();
    Set<Network> all = new HashSet<>();
    int fit = 0;
    int free = 0;
    int chosen = 0;
    for (RecentCaller caller : callers) {
      Network address = caller.address();
      boolean covered =
          !empty
              && policy.decide(address.base(), now).allowed()
              && policy.decide(address.last(), now).allowed();
      if (covered) {
        continue;
      }
      if (all.add(address)) {
        boolean fits = search.text().isEmpty() || fitting.contains(address);
        boolean kept = chosen < MOST_TICKED && ticked.contains(address);
        boolean more = !kept && fits && free < search.limit();
        fit += fits ? 1 : 0;
        chosen += kept ? 1 : 0;
        free += more ? 1 : 0;
        if (kept || more) {
          shown.put(address, new ArrayList<>());
        }
      }
      List<RecentCaller> of = shown.get(address);
      if (of != null) {
        of.add(caller);
      }
    }
    return new Uncovered(shown, all.size(), fit);
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

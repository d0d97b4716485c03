package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Mode;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list: who can send, checking an address, the entries. */
final class AllowlistPage {
  private final Pages pages;
  private final Allowlists allowlists;
  private final EntryTables table;
  private final ActivityPage activity;
  private final List<String> plansWithAllowlist;
  private final Seen seen;

  AllowlistPage(
      Pages pages,
      Allowlists allowlists,
      EntryTables table,
      ActivityPage activity,
      List<String> plansWithAllowlist,
      Seen seen) {
    this.pages = pages;
    this.allowlists = allowlists;
    this.table = table;
    this.activity = activity;
    this.plansWithAllowlist = plansWithAllowlist;
    this.seen = seen;
  }

  void page(Visit visit) {
    if (mayAdd(visit)) {
      allowlists.expectChange(visit.account().id());
    }
    show(visit, 200, view(visit), Flashes.arrived(visit));
  }

  /** Checks an address: the verdict alone for the script, the page with it for everyone else. */
  void check(Visit visit) {
    Probe probe = Probe.of(Requests.query(visit.ctx(), "address"), visit);
    if (visit.fragment()) {
      visit.ctx().header("HX-Trigger", "{\"probe:match\":\"" + matchId(visit, probe) + "\"}");
      pages.part(visit.ctx(), 200, "verdictPart.jte", new Verdict(probe, mayAdd(visit), visit));
    } else {
      pages.page(
          visit,
          200,
          visit.owner().title(),
          "allowlist.jte",
          model(visit, view(visit), null, probe));
    }
  }

  /** The row to set off; empty for none. Hexadecimal digits, so safe in a header. */
  private static String matchId(Visit visit, Probe probe) {
    Entry entry = visit.list().entry(probe.entryId());
    if (entry == null) {
      return "";
    }
    return entry.groupId() == null ? "entry-" + entry.id() : "group-" + entry.groupId();
  }

  void hint(Visit visit) {
    AddressHint hint = AddressHint.of(Requests.query(visit.ctx(), "address"));
    pages.part(visit.ctx(), 200, "addressHint.jte", hint);
  }

  void show(Visit visit, int status, ListView view, @Nullable Flash flash) {
    pages.page(
        visit,
        status,
        visit.owner().title(),
        "allowlist.jte",
        model(visit, view, flash, Probe.NONE));
  }

  static ListView view(Visit visit) {
    return ListView.of(
        Requests.query(visit.ctx(), "q"),
        Requests.query(visit.ctx(), "status"),
        Requests.query(visit.ctx(), "sort"),
        Requests.query(visit.ctx(), "page"));
  }

  private static boolean mayAdd(Visit visit) {
    return visit.mayEdit() && visit.plan().allowlist();
  }

  private Model model(Visit visit, ListView view, @Nullable Flash flash, Probe probe) {
    Banner banner = Banner.of(visit, plansWithAllowlist);
    return new Model(
        visit.owner(),
        visit.guarded(),
        visit.mayEdit(),
        mayAdd(visit),
        banner,
        table.expiring(visit),
        visit.owner().account() && banner.action().isEmpty() ? activity.month(visit) : null,
        visit.list().mode() == Mode.MONITOR,
        waiting(visit),
        flash,
        new Verdict(probe, mayAdd(visit), visit),
        table.of(visit, view, probe),
        visit.list().revision(),
        mayAdd(visit) && visit.list().entries().isEmpty() ? seen.form(visit) : null,
        visit.owner().account() ? activity.latest(visit) : null);
  }

  private @Nullable When waiting(Visit visit) {
    return allowlists
        .confirmations()
        .waiting(visit.list().ref())
        .map(deadline ->
            new When(
                When.in(deadline.at(), visit.now()),
                When.exact(deadline.at()),
                When.iso(deadline.at())))
        .orElse(null);
  }

  /**
   * The verdict on an address that was checked.
   *
   * @param canonical the address in canonical form, for the form that allows it
   */
  record Verdict(
      Probe probe,
      boolean mayAdd,
      String canonical,
      ListOwner owner,
      Guarded guarded,
      long revision,
      boolean mayEdit) {
    Verdict(Probe probe, boolean mayAdd, Visit visit) {
      this(
          probe,
          mayAdd,
          canonical(probe).orElse(probe.typed()),
          visit.owner(),
          visit.guarded(),
          visit.list().revision(),
          visit.mayEdit());
    }

    private static Optional<String> canonical(Probe probe) {
      return IpAddress.parse(probe.typed()) instanceof ParseResult.Parsed<IpAddress> parsed
          ? Optional.of(parsed.value().toString())
          : Optional.empty();
    }
  }

  /**
   * What the page shows.
   *
   * @param expiring what ends soon; null for nothing
   * @param month how much there was; null where the banner has something else to offer
   * @param waiting when the last change goes back by itself; null where it does not
   * @param seen the addresses that already send, for a list that is empty; null otherwise
   * @param denied the latest denied attempts; null on a credential's own list
   */
  record Model(
      ListOwner owner,
      Guarded guarded,
      boolean mayEdit,
      boolean mayAdd,
      Banner banner,
      @Nullable Expiring expiring,
      ActivityPage.@Nullable Month month,
      boolean monitored,
      @Nullable When waiting,
      @Nullable Flash flash,
      Verdict verdict,
      EntryTable table,
      long revision,
      @Nullable SeenForm seen,
      ActivityPage.@Nullable DeniedPart denied) {

    /** A form's address below the list's, with the way back to this view of it. */
    String withView(String form) {
      return owner.withView(form, table.view());
    }
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.AllowedRanges;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credential;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.ListRef;
import dev.sallyport.activity.Call;
import dev.sallyport.activity.Callers;
import dev.sallyport.allowlist.Network;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words the rows of a table of callers, each with the right fix beside it. */
final class AttemptRows {
  private final Allowlists allowlists;
  private final Visit visit;
  private final Map<String, Credential> credentials;
  private final @Nullable Done done;
  private final String back;
  private final Map<String, Denials> denials = new HashMap<>();
  private final Map<String, AllowedRanges> ranges = new HashMap<>();

  /**
   * @param credentials all of the account's, by id
   * @param done what was just done; null for nothing
   * @param back the query that leads back to the page a fix was chosen on
   */
  AttemptRows(
      Allowlists allowlists,
      Visit visit,
      Map<String, Credential> credentials,
      @Nullable Done done,
      String back) {
    this.allowlists = allowlists;
    this.visit = visit;
    this.credentials = credentials;
    this.done = done;
    this.back = back;
  }

  List<AttemptRow> of(List<Callers.Caller> callers) {
    List<AttemptRow> rows = new ArrayList<>();
    for (Callers.Caller caller : SameAttempts.joined(callers)) {
      rows.add(row(caller, rows.size()));
    }
    return rows;
  }

  private AttemptRow row(Callers.Caller caller, int number) {
    Credential credential = credentials.get(caller.credentialId());
    boolean allowed = Call.allows(caller.reason());
    Standing standing = allowed ? allowed(caller) : standing(caller, credential);
    return new AttemptRow(
        "deny-" + number,
        caller.address().toString(),
        note(caller, standing, allowed),
        credential == null ? "A deleted credential" : credential.name(),
        via(caller, credential),
        standing.why(),
        standing.tone(),
        ActivityChart.count(caller.calls()),
        When.past(caller.lastSeenAt(), visit.now()),
        visit.mayEdit() ? standing.fix() : AttemptRow.Fix.NONE,
        visit.mayEdit() ? standing.undo() : null,
        attempts(caller.address().toString()),
        visit.mayEdit() && !allowed && credential != null && !credential.paused()
            ? at("revoke", "credential", caller.credentialId())
            : "");
  }

  /** The same page with that address alone; from the page of the list, all of 30 days. */
  private String attempts(String address) {
    ActivityView view = ActivityView.parse(back);
    return view.address().equals(address) ? "" : view.from(address).path();
  }

  private static String via(Callers.Caller caller, @Nullable Credential credential) {
    String via = caller.channel().equals("api") ? "API" : "SMTP";
    return credential != null && credential.paused() ? via + ", paused" : via;
  }

  private String note(Callers.Caller caller, Standing standing, boolean allowed) {
    if (!caller.address().isSingleAddress()) {
      return caller.address().prefixLength() == 0
          ? "Many networks, counted together"
          : "Its addresses are counted together";
    }
    return standing.entry().isEmpty()
        ? (allowed ? "First seen " : "First denied ") + When.day(caller.firstSeenAt(), visit.now())
        : standing.entry();
  }

  /**
   * How it stands with a caller now.
   *
   * @param entry the entry it is about; may be empty
   */
  private record Standing(
      String why, String tone, String entry, AttemptRow.Fix fix, Flash.@Nullable Action undo) {
    static Standing plain(String why) {
      return new Standing(why, "", "", AttemptRow.Fix.NONE, null);
    }
  }

  private Standing allowed(Callers.Caller caller) {
    Entry entry = visit.accountList().entry(caller.entryId());
    return caller.reason().equals("unrestricted")
        ? Standing.plain("The list was empty")
        : new Standing(
            entry == null ? "By an entry that is gone" : "By " + entry.name(),
            "",
            "",
            AttemptRow.Fix.NONE,
            null);
  }

  private Standing standing(Callers.Caller caller, @Nullable Credential credential) {
    Standing standing =
        switch (caller.reason()) {
          case "account_paused" -> Standing.plain("The account was paused");
          case "list_unknown" -> Standing.plain("The list was not known, the database away");
          case "credential_not_listed" -> byOwnList(caller, credential);
          default -> byList(caller);
        };
    return caller.letIn()
        ? new Standing(
            standing.why() + ". Let in, for the list is only monitored",
            standing.tone(),
            standing.entry(),
            standing.fix(),
            standing.undo())
        : standing;
  }

  private Standing byList(Callers.Caller caller) {
    Network address = caller.address();
    Finding judgement = Finding.of(visit.accountList(), address.base(), visit.now());
    if (letsIn(visit.accountList(), address)) {
      return nowAllowed(judgement.entry());
    }
    Entry entry = judgement.entry();
    if (entry == null || judgement.allowed()) {
      String why =
          judgement.allowed()
              ? "Not all of it is on the list"
              : denials(visit.accountList()).notListed(address);
      return new Standing(why, "", "", allow(caller, ""), null);
    }
    boolean expired = entry.status(visit.now()).equals("expired");
    Denials denials = denials(visit.accountList());
    return new Standing(
        expired ? denials.expired(entry) : denials.paused(entry),
        "",
        entry.name(),
        expired ? renew(entry) : resume(entry),
        null);
  }

  /** Whether a list lets in all of it: addresses may be counted together. */
  private boolean letsIn(Allowlist list, Network address) {
    return Finding.of(list, address.base(), visit.now()).allowed()
        && (address.isSingleAddress() || ranges(list).walk().lets(address));
  }

  private Standing nowAllowed(@Nullable Entry entry) {
    boolean just = done != null && entry != null && entry.id().equals(done.id());
    Flash.Action undo = just && done != null ? Flashes.of(done, visit).action() : null;
    return new Standing(
        just ? "Allowed just now" : "Allowed now",
        "ok",
        entry == null ? "The list is empty" : "By " + entry.name(),
        AttemptRow.Fix.NONE,
        undo);
  }

  /** The account's list lets it in, the credential's own does not. */
  private Standing byOwnList(Callers.Caller caller, @Nullable Credential credential) {
    String why = "On the account's list, not on the credential's own";
    if (credential == null) {
      return Standing.plain(why);
    }
    Allowlist own =
        allowlists.find(new ListRef(visit.account().id(), credential.id())).orElse(null);
    if (own != null && letsIn(own, caller.address())) {
      return new Standing("Allowed now", "ok", "", AttemptRow.Fix.NONE, null);
    }
    return new Standing(why, "", "", allow(caller, "own"), null);
  }

  private AllowedRanges ranges(Allowlist list) {
    return ranges.computeIfAbsent(
        list.ref().credentialId(), _ -> AllowedRanges.of(list, visit.now()));
  }

  private Denials denials(Allowlist list) {
    return denials.computeIfAbsent(
        list.ref().credentialId(),
        _ -> new Denials(list, allowlists.steps(list.ref()), visit.now()));
  }

  /** For a network of a whole family there is none: that would open the account. */
  private AttemptRow.Fix allow(Callers.Caller caller, String list) {
    if (!visit.plan().allowlist() || caller.address().prefixLength() == 0) {
      return AttemptRow.Fix.NONE;
    }
    String address = caller.address().toString();
    String path =
        at("allow", "address", address, "credential", caller.credentialId(), "list", list);
    boolean single = caller.address().isSingleAddress();
    return new AttemptRow.Fix(
        path,
        single ? "Allow this IP" : "Allow this range",
        address,
        path + "&for=24h",
        "Allow for 24 hours",
        "");
  }

  private AttemptRow.Fix resume(Entry entry) {
    return new AttemptRow.Fix(
        at("resume", "entry", entry.id()), "Resume entry", entry.name(), "", "", "");
  }

  private AttemptRow.Fix renew(Entry entry) {
    if (!visit.plan().allowlist()) {
      return AttemptRow.Fix.NONE;
    }
    String path = at("renew", "entry", entry.id());
    return new AttemptRow.Fix(
        path,
        "Renew 30 days",
        entry.name(),
        path + "&for=24h",
        "Renew for 24 hours",
        "/allowlist/" + entry.id() + "/renew");
  }

  private String at(String deed, String... parameters) {
    StringBuilder path = new StringBuilder("/activity/").append(deed);
    char sign = '?';
    for (int i = 0; i < parameters.length; i += 2) {
      if (!parameters[i + 1].isEmpty()) {
        path.append(sign).append(parameters[i]).append('=').append(encode(parameters[i + 1]));
        sign = '&';
      }
    }
    return back.isEmpty() ? path.toString() : path + "&view=" + encode(back);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

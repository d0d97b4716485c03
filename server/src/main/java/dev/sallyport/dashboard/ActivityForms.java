package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.ListRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is done about a denied attempt with one click. What it is about stands in the address posted
 * to, so that the form that asks for a word can send the same again.
 */
final class ActivityForms {
  private static final int MAX_NAME = 100;
  private static final Duration SHORT = Duration.ofHours(24);
  private static final Duration LONG = Duration.ofDays(30);

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final Changes changes;

  ActivityForms(Allowlists allowlists, Credentials credentials, Changes changes) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.changes = changes;
  }

  /** Puts the address on the list that denied it, for good or for a day. */
  void allow(Visit visit) {
    String address = asked(visit, "address");
    Optional<Credential> credential = credential(visit);
    String by = credential.map(Credential::name).orElse("a deleted credential");
    String name = "Allowed from activity, " + by;
    boolean brief = asked(visit, "for").equals("24h");
    EntryDraft draft =
        new EntryDraft(
            address, Words.first(name, MAX_NAME), null, brief ? visit.now().plus(SHORT) : null);
    Visit at = asked(visit, "list").equals("own") ? atOwnList(visit, credential) : visit;
    String button = brief ? "Allow for 24 hours" : "Allow this address";
    make(at, new Change.Add(draft), Done.What.ADDED, "Allow " + address + "?", button);
  }

  private Visit atOwnList(Visit visit, Optional<Credential> credential) {
    Credential owner = credential.orElseThrow(Refusal::notFound);
    return allowlists
        .find(new ListRef(owner.accountId(), owner.id()))
        .map(own -> visit.at(new ListOwner(owner), own))
        .orElseThrow(Refusal::notFound);
  }

  void resume(Visit visit) {
    Entry entry = entry(visit);
    String heading = "Resume " + entry.name() + "?";
    make(visit, new Change.Resume(entry.id()), Done.What.RESUMED, heading, "Resume entry");
  }

  void renew(Visit visit) {
    Entry entry = entry(visit);
    Duration time = asked(visit, "for").equals("24h") ? SHORT : LONG;
    Instant end = entry.endRenewedBy(time, visit.now());
    Change change = new Change.Edit(entry.id(), null, null, "active", new Change.Expiry(end));
    make(visit, change, Done.What.RENEWED, "Renew " + entry.name() + "?", "Renew entry");
  }

  /** Pauses a credential that a stranger holds: it can be resumed, or deleted for good. */
  void revoke(Visit visit) {
    Credential credential = credential(visit).orElseThrow(Refusal::notFound);
    credentials.setPaused(
        credential.accountId(), credential.kind(), credential.id(), true, visit.actor());
    go(visit, Done.credential(Done.What.CREDENTIAL_PAUSED, credential.name()));
  }

  private void make(Visit visit, Change change, Done.What what, String heading, String button) {
    Confirm confirm =
        Confirm.ofList(
            visit,
            heading,
            visit.ctx().path() + "?" + visit.ctx().queryString(),
            "",
            -1,
            "",
            "",
            List.of(),
            button,
            false,
            back(visit));
    changes.make(
        visit,
        change,
        changed -> go(visit, done(visit, what, changed)),
        status -> changes.ask(visit, status, confirm, change));
  }

  private static Done done(Visit visit, Done.What what, ChangeResult.Changed changed) {
    Entry entry = changed.entry();
    String id = asked(visit, "entry");
    if (entry == null) {
      entry =
          changed.list().entries().stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .orElse(null);
    }
    Done done =
        entry == null ? Done.entry(what, "It", "") : Done.entry(what, entry.name(), entry.id());
    return done.at(visit.list().revision(), changed.list().revision());
  }

  private static void go(Visit visit, Done done) {
    Headers.page(visit.ctx());
    Cookies.set(visit.ctx(), Cookies.DONE, done.cookie(), visit.secure());
    if (visit.fragment()) {
      visit.ctx().status(200).header("HX-Redirect", back(visit));
    } else {
      visit.ctx().status(303).header("Location", back(visit));
    }
  }

  /** The page the fix was chosen on; a credential's own list is told of on its own page. */
  private static String back(Visit visit) {
    String view = asked(visit, "view");
    return !visit.owner().account() || view.equals("list")
        ? visit.owner().path()
        : ActivityView.parse(view).path();
  }

  private Optional<Credential> credential(Visit visit) {
    String id = asked(visit, "credential");
    for (CredentialKind kind : CredentialKind.values()) {
      Optional<Credential> found = credentials.find(visit.account().id(), kind, id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Entry entry(Visit visit) {
    String id = asked(visit, "entry");
    return visit.list().entries().stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private static String asked(Visit visit, String name) {
    return Requests.query(visit.ctx(), name);
  }
}

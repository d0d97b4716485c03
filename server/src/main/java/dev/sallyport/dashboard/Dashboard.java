package dev.sallyport.dashboard;

import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Plan;
import dev.sallyport.account.Plans;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.EntryInsight;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.PromptMail;
import dev.sallyport.intake.Messages;
import dev.sallyport.peer.PeerResult;
import dev.sallyport.range.Ranges;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The dashboard: every page and form, and the address it is at. A page works as a plain form first;
 * where the script runs, the same addresses answer with the part of the page that changes.
 */
public final class Dashboard {
  private final Assets assets = new Assets();
  private final Problems problems;
  private final Gate gate;
  private final SignInPages signIn;
  private final SetUpPages setUp;
  private final AllowlistPage allowlist;
  private final EntryForms entries;
  private final AllowlistForms steps;
  private final SeenPages seen;
  private final SelectedForms selected;
  private final EntryPage entry;
  private final AdvicePages advice;
  private final AssertionPages assertions;
  private final DeadlineForms deadlines;
  private final OwnLists ownLists;
  private final CredentialPages credentials;
  private final MessagePages messages;
  private final HistoryPages history;
  private final AuditPage audit;
  private final Exports exports;
  private final MembersPages members;
  private final InvitePages invitePages;
  private final ProfilePages profile;
  private final TwoFactorPages twoFactor;
  private final AlertPages alerts;
  private final AlertLogPages alertLog;
  private final ConfirmPages confirming;
  private final ImportPage imports;
  private final GroupPages groups;
  private final GroupForms groupForms;
  private final ActivityPage activity;
  private final ActivityForms fixes;
  private final WhoamiPage whoami;

  /**
   * Puts the pages together.
   *
   * @param peers tells who is calling
   * @param clock what expiries and the slowing of sign-ins go by
   */
  public Dashboard(
      Accounts accounts,
      MemberServices people,
      Credentials credentialStore,
      Allowlists allowlists,
      Ranges ranges,
      Attempts attempts,
      Plans plans,
      EntryInsight insight,
      Messages kept,
      Alerts alertStore,
      PromptMail mail,
      Function<HttpServletRequest, PeerResult> peers,
      DashboardSettings settings,
      InstantSource clock) {
    RequestOrigin origin = new RequestOrigin(settings.publicUrl(), peers);
    Pages pages = new Pages(new Shells(assets.path()));
    VisitorForm forms = new VisitorForm(origin);
    Tries tries = new Tries(clock);
    this.problems = new Problems(pages, assets.path(), settings.storeAway());
    this.gate = new Gate(people, accounts, allowlists, peers, origin, problems, clock);
    this.signIn = new SignInPages(people, gate, pages, forms, origin, assets.path(), tries);
    this.setUp = new SetUpPages(people.members(), pages, forms, signIn, plans, assets.path());
    this.activity = new ActivityPage(attempts, allowlists, credentialStore, pages);
    this.whoami = new WhoamiPage(attempts, gate, pages);
    Previews previews = new Previews(allowlists, credentialStore, settings.storeAway());
    Seen seenLately = new Seen(previews);
    EntryUsage usage = new EntryUsage(insight, credentialStore);
    EntryTables tables = new EntryTables(usage, allowlists.groups());
    this.allowlist =
        new AllowlistPage(pages, allowlists, tables, activity, withAllowlist(plans), seenLately);
    Changes changes = new Changes(allowlists, pages, allowlist, previews);
    this.entries = new EntryForms(pages, changes, previews);
    this.steps = new AllowlistForms(changes);
    this.selected = new SelectedForms(changes, tables);
    this.entry = new EntryPage(allowlists, insight, usage, pages);
    this.advice = new AdvicePages(insight, changes, pages);
    this.assertions = new AssertionPages(allowlists.assertions(), pages);
    this.seen = new SeenPages(pages, changes, seenLately);
    this.fixes = new ActivityForms(allowlists, credentialStore, changes);
    this.deadlines = new DeadlineForms(allowlists, changes);
    this.ownLists = new OwnLists(credentialStore, allowlists);
    this.credentials =
        new CredentialPages(
            credentialStore, allowlists, insight.activity(), pages, origin, settings);
    this.messages = new MessagePages(kept, pages);
    this.history = new HistoryPages(allowlists, pages, changes, previews);
    this.audit = new AuditPage(accounts, pages);
    this.exports = new Exports(allowlists, accounts);
    this.members = new MembersPages(people, mail, pages, origin);
    this.invitePages = new InvitePages(people, gate, pages, forms, signIn, assets.path());
    this.profile = new ProfilePages(people, pages, tries);
    this.twoFactor = new TwoFactorPages(people, pages, tries);
    this.alerts = new AlertPages(alertStore, pages, origin);
    this.alertLog = new AlertLogPages(alertStore, pages);
    this.confirming =
        new ConfirmPages(alertStore.confirmations(), gate, pages, forms, assets.path());
    this.imports = new ImportPage(pages, changes, previews);
    this.groups = new GroupPages(allowlists, pages, changes);
    this.groupForms = new GroupForms(allowlists, ranges, pages, changes, previews);
  }

  private static List<String> withAllowlist(Plans plans) {
    return plans.all().stream().filter(Plan::allowlist).map(Plan::name).toList();
  }

  /** Adds the pages. What no other door's route takes is answered here, so add those first. */
  public void routes(RoutesConfig routes) {
    routes.get("/assets/{version}/{file}", gate.anyone(assets::serve));
    routes.get("/", gate.anyone(signIn::start));
    signingIn(routes);
    routes.get("/allowlist/advice", gate.member(advice::page));
    routes.post("/allowlist/{entry}/dismiss", gate.editor(advice::dismiss));
    routes.post("/allowlist/{entry}/narrow", gate.editor(advice::narrow));
    routes.get(AssertionPages.PATH, gate.member(assertions::page));
    routes.post(AssertionPages.PATH, gate.editor(assertions::add));
    routes.get(AssertionPages.PATH + "/{assertion}/delete", gate.editor(assertions::deleteForm));
    routes.post(AssertionPages.PATH + "/{assertion}/delete", gate.editor(assertions::delete));
    list(routes, "/allowlist", "/history", visit -> visit);
    list(
        routes,
        "/credentials/{kind}/{id}/allowlist",
        "/credentials/{kind}/{id}/allowlist/history",
        ownLists::open);
    credentials(routes);
    routes.get("/audit", gate.member(audit::page));
    routes.get("/audit/export", gate.member(exports::audit));
    alerts(routes);
    routes.get("/activity", gate.member(activity::page));
    routes.post("/activity/allow", gate.editor(fixes::allow));
    routes.post("/activity/resume", gate.editor(fixes::resume));
    routes.post("/activity/renew", gate.editor(fixes::renew));
    routes.post("/activity/revoke", gate.editor(fixes::revoke));
    routes.get("/whoami", gate.member(whoami::page));
    routes.get("/messages", gate.member(messages::page));
    routes.get("/messages/{id}", gate.member(messages::message));
    routes.get("/messages/{id}/download", gate.member(messages::download));
    members(routes);
    profile(routes);
    routes.get("/*", this::notFound);
    routes.post("/*", this::notFound);
  }

  private void signingIn(RoutesConfig routes) {
    routes.get("/signin", gate.anyone(signIn::page));
    routes.post("/signin", gate.anyone(signIn::signIn));
    routes.get("/signin/code", gate.anyone(signIn::codePage));
    routes.post("/signin/code", gate.anyone(signIn::code));
    routes.post("/signout", gate.member(signIn::signOut));
    routes.post("/account", gate.member(signIn::switchAccount));
    routes.get("/setup/{secret}", gate.anyone(setUp::page));
    routes.post("/setup/{secret}", gate.anyone(setUp::setUp));
  }

  /** The pages of the account's list, and the same of each credential's own. */
  private void list(RoutesConfig routes, String at, String log, UnaryOperator<Visit> whose) {
    routes.get(at, member(whose, allowlist::page));
    routes.post(at, editor(whose, entries::add));
    routes.get(at + "/check", member(whose, allowlist::check));
    routes.get(at + "/hint", editor(whose, allowlist::hint));
    routes.get(at + "/new", editor(whose, entries::addForm));
    routes.post(at + "/new", editor(whose, entries::refillAdd));
    routes.get(at + "/monitor", editor(whose, steps::monitorForm));
    routes.post(at + "/monitor", editor(whose, steps::monitor));
    routes.post(at + "/confirm", editor(whose, deadlines::confirm));
    routes.post(at + "/revert", editor(whose, deadlines::goBack));
    routes.post(at + "/enforce", editor(whose, steps::enforce));
    routes.get(log, member(whose, history::page));
    routes.get(log + "/export", member(whose, exports::history));
    routes.get(log + "/{revision}/restore", editor(whose, history::restoreForm));
    routes.post(log + "/{revision}/restore", editor(whose, history::restore));
    routes.get(at + "/import", editor(whose, imports::page));
    routes.post(at + "/import", editor(whose, imports::add));
    routes.post(at + "/import/preview", editor(whose, imports::preview));
    routes.get(at + "/groups/new", editor(whose, groupForms::addForm));
    routes.post(at + "/groups", editor(whose, groupForms::save));
    routes.post(at + "/groups/preview", editor(whose, groupForms::preview));
    routes.get(at + "/groups/{group}", member(whose, groups::page));
    routes.post(at + "/groups/{group}", editor(whose, groupForms::save));
    routes.get(at + "/groups/{group}/edit", editor(whose, groupForms::editForm));
    routes.post(at + "/groups/{group}/preview", editor(whose, groupForms::preview));
    routes.post(at + "/groups/{group}/daily", editor(whose, groups::daily));
    routes.post(at + "/groups/{group}/pause", editor(whose, groups::pause));
    routes.post(at + "/groups/{group}/resume", editor(whose, groups::resume));
    routes.get(at + "/groups/{group}/delete", editor(whose, groups::deleteForm));
    routes.post(at + "/groups/{group}/delete", editor(whose, groups::delete));
    routes.get(at + "/export", member(whose, exports::list));
    routes.post(at + "/preview", editor(whose, entries::previewAdd));
    routes.get(at + "/seen", editor(whose, seen::page));
    routes.post(at + "/seen", editor(whose, seen::add));
    routes.post(at + "/seen/preview", editor(whose, seen::preview));
    routes.post(at + "/selected/pause", editor(whose, selected::pause));
    routes.post(at + "/selected/resume", editor(whose, selected::resume));
    routes.post(at + "/selected/delete", editor(whose, selected::delete));
    routes.get(at + "/{entry}", member(whose, entry::page));
    routes.post(at + "/{entry}", editor(whose, entries::edit));
    routes.post(at + "/{entry}/preview", editor(whose, entries::previewEdit));
    routes.get(at + "/{entry}/edit", editor(whose, entries::editForm));
    routes.post(at + "/{entry}/edit", editor(whose, entries::refillEdit));
    routes.get(at + "/{entry}/renew", editor(whose, entries::renewForm));
    routes.post(at + "/{entry}/renew", editor(whose, entries::refillRenew));
    routes.post(at + "/{entry}/pause", editor(whose, steps::pause));
    routes.post(at + "/{entry}/resume", editor(whose, steps::resume));
    routes.get(at + "/{entry}/delete", editor(whose, steps::deleteForm));
    routes.post(at + "/{entry}/delete", editor(whose, steps::delete));
  }

  private Handler member(UnaryOperator<Visit> whose, Consumer<Visit> page) {
    return gate.member(visit -> page.accept(whose.apply(visit)));
  }

  private Handler editor(UnaryOperator<Visit> whose, Consumer<Visit> page) {
    return gate.editor(visit -> page.accept(whose.apply(visit)));
  }

  private void members(RoutesConfig routes) {
    routes.get("/members", gate.member(members::page));
    routes.get("/members/invite", gate.editor(members::inviteForm));
    routes.post("/members/invitations", gate.editor(members::invite));
    routes.post("/members/invitations/{invitation}/revoke", gate.editor(members::revoke));
    routes.get("/members/{member}/edit", gate.editor(members::editForm));
    routes.post("/members/{member}", gate.editor(members::edit));
    routes.get("/members/{member}/password", gate.editor(members::passwordForm));
    routes.post("/members/{member}/password", gate.editor(members::password));
    routes.get("/members/{member}/remove", gate.editor(members::removeForm));
    routes.post("/members/{member}/remove", gate.editor(members::remove));
    routes.get("/invite/{secret}", gate.anyone(invitePages::page));
    routes.post("/invite/{secret}", gate.anyone(invitePages::register));
    routes.post("/invite/{secret}/join", gate.member(invitePages::join));
    routes.get("/reset/{secret}", gate.anyone(invitePages::resetPage));
    routes.post("/reset/{secret}", gate.anyone(invitePages::reset));
  }

  private void profile(RoutesConfig routes) {
    routes.get("/profile", gate.member(profile::page));
    routes.post("/profile/password", gate.member(profile::changePassword));
    routes.post("/profile/sessions/end-others", gate.member(profile::endOtherSessions));
    routes.post("/profile/sessions/{session}/end", gate.member(profile::endSession));
    routes.get("/profile/two-factor", gate.member(twoFactor::page));
    routes.post("/profile/two-factor", gate.member(twoFactor::begin));
    routes.post("/profile/two-factor/confirm", gate.member(twoFactor::confirm));
    routes.get("/profile/two-factor/codes", gate.member(twoFactor::codesForm));
    routes.post("/profile/two-factor/codes", gate.member(twoFactor::newCodes));
    routes.get("/profile/two-factor/off", gate.member(twoFactor::offForm));
    routes.post("/profile/two-factor/off", gate.member(twoFactor::off));
  }

  private void credentials(RoutesConfig routes) {
    routes.get("/credentials", gate.member(credentials::page));
    routes.get("/credentials/{kind}/new", gate.editor(credentials::createForm));
    routes.post("/credentials/{kind}", gate.editor(credentials::create));
    routes.get("/credentials/{kind}/{id}/edit", gate.editor(credentials::editForm));
    routes.post("/credentials/{kind}/{id}", gate.editor(credentials::edit));
    routes.post("/credentials/{kind}/{id}/pause", gate.editor(credentials::pause));
    routes.post("/credentials/{kind}/{id}/resume", gate.editor(credentials::resume));
    routes.get("/credentials/{kind}/{id}/delete", gate.editor(credentials::deleteForm));
    routes.post("/credentials/{kind}/{id}/delete", gate.editor(credentials::delete));
  }

  private void alerts(RoutesConfig routes) {
    routes.get("/alerts", gate.member(alerts::page));
    routes.get("/alerts/new/{kind}", gate.editor(alerts::addForm));
    routes.post("/alerts/new/{kind}", gate.editor(alerts::add));
    routes.get("/alerts/{id}", gate.member(alertLog::log));
    routes.post("/alerts/{id}", gate.editor(alerts::edit));
    routes.get("/alerts/{id}/edit", gate.editor(alerts::editForm));
    routes.post("/alerts/{id}/test", gate.editor(alertLog::test));
    routes.post("/alerts/{id}/confirmation", gate.editor(alerts::askAgain));
    routes.get("/alerts/{id}/key", gate.editor(alerts::keyForm));
    routes.post("/alerts/{id}/key", gate.editor(alerts::key));
    routes.get("/alerts/{id}/delete", gate.editor(alerts::deleteForm));
    routes.post("/alerts/{id}/delete", gate.editor(alerts::delete));
    routes.post("/alerts/{id}/deliveries/{delivery}/again", gate.editor(alertLog::sendAgain));
    routes.get("/confirm/{secret}", gate.anyone(confirming::page));
    routes.post("/confirm/{secret}", gate.anyone(confirming::confirm));
  }

  /** Answers an address that nothing is at: a program in JSON, a person with a page. */
  public void notFound(Context ctx) {
    String path = ctx.path();
    if (path.equals("/v1") || path.startsWith("/v1/")) {
      ctx.status(404).contentType("application/json").result("{\"message\":\"Not found.\"}");
    } else {
      problems.show(ctx, Refusal.notFound());
    }
  }
}

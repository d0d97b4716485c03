package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Assertion;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credential;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Members;
import dev.sallyport.account.Mode;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.Call;
import dev.sallyport.alert.AddedTarget;
import dev.sallyport.alert.AlertEvent;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.dashboard.DashboardHouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each page and state at each width in both themes: nothing runs off the side, nothing complains,
 * and axe finds nothing against WCAG AA.
 */
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksTest {
  /** The texts of more than a few words that have the width of less than one. */
  private static final String SQUEEZED =
      """
      [...document.querySelectorAll('main *')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().width < 64
          && getComputedStyle(e).clipPath === 'none'
          && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim().length > 24))
        .map(e => e.textContent.trim()).join('\\n')
      """;

  private DashboardHouse house;
  private String invited = "";
  private String alert = "";
  private String group = "";

  /** Where the own list of an SMTP user is. */
  private String own = "";

  @BeforeAll
  void furnish(@TempDir Path folder) throws Exception {
    house = new DashboardHouse(folder);
    Account full = house.account("Production", "full@example.com", Role.OWNER);
    Account staging = house.accounts.create("Staging", "starter");
    house.members.create(staging.id(), "full@example.com", DashboardHouse.PASSWORD, Role.ADMIN);
    house.add(full, "192.0.2.0/27", "Production NAT gateway");
    house.add(full, "2001:db8:4000:4000:4000:4000:4000:4000", "An-unbroken-title-of-25-".repeat(4));
    house.add(full, "127.0.0.1", "Office VPN");
    house.add(
        full,
        new EntryDraft(
            "198.51.100.201", "Migration host", null, house.instant().plus(Duration.ofDays(2))));
    house.add(
        full,
        new EntryDraft(
            "198.51.100.202", "Summer", null, house.instant().plus(Duration.ofDays(90))));
    house.add(full, "203.0.113.88", "Legacy relay");
    house.change(full, new Change.Pause(house.list(full).entries().getLast().id()));
    house.credentials.createToken(
        full.id(), "checkout-service", Set.of(Scope.EMAIL, Scope.CREDENTIALS), Actor.commandLine());
    ownListOf(house.credentials.createSmtpUser(full.id(), "batch-worker", Actor.commandLine()));
    Members.MemberRow owner = house.members.list(full.id()).getFirst();
    house.people.secondFactors().begin(owner.member().id());
    for (Role role : Role.values()) {
      String email = "an.unusually.long.address.of.a." + role.word() + "@department.example.com";
      house.members.create(full.id(), email, DashboardHouse.PASSWORD, role);
    }
    invited =
        house
            .people
            .invitations()
            .create(full.id(), "someone@example.com", Role.VIEWER, Actor.commandLine())
            .secret();
    alert = "/alerts/" + told(full);
    house.called(full, "batch-worker", "203.0.113.77", 12);
    house.called(full, "billing", "192.0.2.7", 3_000);
    Account empty = house.account("Empty", "empty@example.com", Role.OWNER);
    house.called(empty, "billing", "203.0.113.9", 8);
    house.called(empty, "checkout-service", "2001:db8:40:40:4000:4000:4000:1a", 96);
    calls(full);
    group = group(full);
    Account closed = house.account("Closed", "closed@example.com", Role.VIEWER);
    house.add(closed, "203.0.113.88", "Legacy relay");
    house.change(closed, new Change.Pause(house.list(closed).entries().getFirst().id()));
    Account asserted = house.account("Asserted", "asserted@example.com", Role.OWNER);
    house
        .allowlists
        .assertions()
        .add(
            asserted.id(),
            "A-name-without-a-blank-".repeat(4),
            "2001:db8:4000:4000:4000:4000:4000:4000",
            Assertion.Expected.ALLOWED,
            Actor.commandLine());
    for (int i = 1; i < 60; i++) {
      house.called(asserted, "fleet", "203.0.113." + i, 1);
    }
    Account free = house.account("Free", "free", "free@example.com", Role.OWNER);
    house.accounts.setPlan(free.id(), "starter");
    house.add(free, "203.0.113.88", "Legacy relay");
    house.accounts.setPlan(free.id(), "free");
  }

  /** A webhook with something in its log. */
  private String told(Account account) {
    AddedTarget added =
        house.alerts.addWebhook(
            account.id(),
            "https://hooks.example.com/services/T0123456/a-rather-long-path",
            Set.of(AlertEvent.LIST_CHANGED, AlertEvent.NEWCOMER_DENIED),
            Actor.commandLine());
    house.alerts.test(added.target(), Actor.commandLine());
    house.alerts.addMail(
        account.id(),
        "an.unusually.long.address.that.waits@department.example.com",
        Set.of(AlertEvent.LIST_CHANGED),
        Actor.commandLine(),
        "https://gate.example");
    return added.target().id();
  }

  /** Callers of every kind: allowed, stopped by a paused entry, strangers, let in, folded. */
  private void calls(Account account) {
    String token =
        house
            .credentials
            .createToken(account.id(), "reports", Set.of(Scope.EMAIL), Actor.commandLine())
            .credential()
            .id();
    Entry paused = house.list(account).entries().getLast();
    call(
        account, token, "192.0.2.1", house.list(account).entries().getFirst().id(), "listed", true);
    call(account, token, "203.0.113.88", paused.id(), "paused", false);
    call(account, token, "2001:db8:1:2:3:4:5:6", "", "not_listed", false);
    call(account, "f".repeat(24), "198.51.100.17", "", "not_listed", true);
    house.recorder.flush();
  }

  private void call(
      Account account, String by, String from, String entry, String reason, boolean letIn) {
    house.recorder.record(
        new Call(account.id(), by, "api", IpAddress.of(from), entry, reason, letIn));
  }

  /** The page of a group of networks, whose row is on the list. */
  private String group(Account account) {
    GroupSource source =
        new GroupSource(
            "https://ranges.example.com/a-rather-long-path-to-the-published/ip-ranges.json",
            "",
            "aws",
            "region=eu-west-1\nservice=EC2",
            GroupSource.Family.ANY);
    List<Network> networks =
        List.of(Network.of("198.51.100.128/25"), Network.of("2001:db8:77::/48"));
    house.change(account, new Change.PutGroup(null, "Cloud, north", source, networks, null));
    return "/allowlist/groups/" + house.list(account).entries().getLast().groupId();
  }

  private void ownListOf(NewCredential made) {
    Credential credential = made.credential();
    own = "/credentials/smtp-users/" + credential.id() + "/allowlist";
    ListRef ref = new ListRef(credential.accountId(), credential.id());
    house.change(ref, new Change.Add(new EntryDraft("192.0.2.7", "Batch host", null, null)));
    Guard goingBack =
        new Guard(
            Actor.commandLine(),
            Set.of(),
            true,
            OptionalLong.empty(),
            null,
            Duration.ofMinutes(10));
    house.allowlists.change(ref, new Change.SetMode(Mode.MONITOR), goingBack);
  }

  @AfterAll
  void close() {
    house.close();
  }

  @ParameterizedTest(name = "{0} px, {1}")
  @CsvSource({"1440, LIGHT", "1440, DARK", "768, LIGHT", "768, DARK", "390, LIGHT", "390, DARK"})
  void everyPageFitsAndIsWithinReach(int width, ColorScheme colours, Browser browser) {
    Tab.Look look = new Tab.Look(width, colours, true);
    try (Tab tab = new Tab(browser, house, look)) {
      tab.open("/signin");
      sound(tab, "sign-in");
      tab.open("/nothing/here");
      sound(tab, "not found");
      tab.open("/invite/" + invited);
      sound(tab, "invitation");
      tab.signIn("full@example.com");
      sound(tab, "list");
      pages(tab);
      entry(tab);
      dialogs(tab);
      tab.assertNothingComplained();
    }
    for (String member : new String[] {"empty", "closed", "free", "asserted"}) {
      try (Tab tab = new Tab(browser, house, look)) {
        tab.signIn(member + "@example.com");
        sound(tab, member + " list");
        tab.open("/credentials");
        sound(tab, member + " credentials");
        tab.open("/history");
        sound(tab, member + " history");
        tab.open("/allowlist/assertions");
        sound(tab, member + " assertions");
        tab.open("/activity");
        sound(tab, member + " activity");
        tab.assertNothingComplained();
      }
    }
  }

  private void pages(Tab tab) {
    for (String path :
        new String[] {
          "/allowlist/check?address=192.0.2.1",
          "/allowlist/check?address=203.0.113.88",
          "/allowlist/check?address=010.1",
          "/allowlist/new",
          "/allowlist/seen",
          "/credentials",
          "/credentials/tokens/new",
          "/messages",
          "/activity",
          "/activity?period=24h&verdict=denied",
          "/activity?period=90d&verdict=allowed",
          "/activity?channel=api",
          "/activity?address=203.0.113.88",
          "/whoami",
          "/history",
          "/alerts",
          alert,
          "/alerts/new/webhook",
          "/alerts/new/mail",
          alert + "/key",
          "/history/1/restore",
          "/audit",
          "/allowlist/import",
          "/allowlist/groups/new",
          group,
          "/allowlist/monitor",
          "/allowlist/assertions",
          own,
          own + "/check?address=198.51.100.1",
          own + "/new",
          own + "/history"
        }) {
      tab.open(path);
      sound(tab, path);
    }
  }

  private void entry(Tab tab) {
    tab.open("/allowlist/advice");
    sound(tab, "advice");
    tab.open("/allowlist");
    tab.link("Office VPN").click();
    tab.heading("History").waitFor();
    sound(tab, "entry");
    tab.open("/allowlist?q=2&sort=used");
    sound(tab, "filtered");
    tab.open("/allowlist?ticked=1");
    tab.see("entries selected");
    sound(tab, "rows picked");
    tab.button("Delete selected").click();
    tab.see("would be cut off");
    sound(tab, "several deleted");
  }

  private static void dialogs(Tab tab) {
    tab.open("/allowlist");
    tab.button("Manage Production NAT gateway")
        .or(tab.link("Manage Production NAT gateway"))
        .click();
    tab.seeDialog();
    tab.page.getByLabel("IP address or range").fill("192.0.2.0/30");
    tab.see("addresses that sent in the last 30 days would be cut off");
    sound(tab, "preview");
    tab.open("/allowlist");
    tab.button("More actions for Office VPN").click();
    sound(tab, "menu");
    tab.button("Delete").click();
    tab.see("This is the address you are using now");
    sound(tab, "delete");
    tab.open("/allowlist");
    tab.link("Add IP address").click();
    tab.seeDialog();
    tab.page.getByText("On a date").click();
    tab.page.getByLabel("IP address or range").fill("198.51.100.40/27");
    tab.button("Save").click();
    tab.page.locator("#f-addr-error").waitFor();
    sound(tab, "add, wrong");
    tab.page.getByLabel("Name").fill("Everyone");
    tab.page.getByLabel("IP address or range").fill("0.0.0.0/0");
    tab.page.locator("#dialog").getByText("Never").click();
    tab.button("Save").click();
    tab.see("The list would cover a very large part of the internet");
    sound(tab, "add, warned");
  }

  private static void sound(Tab tab, String what) {
    Object over =
        tab.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(over).as("%s runs off the side", what).isEqualTo(0);
    assertThat(tab.page.evaluate(SQUEEZED))
        .as("%s has text in a narrow column", what)
        .isEqualTo("");
    assertThat(Axe.violations(tab.page)).as("%s", what).isEmpty();
  }
}

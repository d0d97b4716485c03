package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Role;
import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.dashboard.DashboardHouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Chromium.class)
class WalkTest {

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "true, 390", "false, 1440", "false, 390"})
  void aMemberKeepsTheListFromSignInToTheLastDeletion(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      tab.signIn("admin@example.com");
      tab.see("Open to every IP");

      addsTheFirstEntry(tab);
      addsTheCurrentAddress(tab);
      assertThat(entries(house, account))
          .extracting(entry -> entry.name() + " " + entry.network())
          .containsExactly("Office 192.0.2.0/27", "Desk 127.0.0.1");

      renames(tab);
      pausesAndResumes(tab);
      checks(tab);
      deletesAll(tab);
      assertThat(entries(house, account)).isEmpty();
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void aMemberNarrowsOneCredentialAndTriesTheListOutFirst(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.credentials.createSmtpUser(account.id(), "printer", Actor.commandLine());
      tab.signIn("admin@example.com");
      tab.open("/credentials");
      tab.link("IP allowlist of printer: Account's list only").click();
      tab.link("Add IP address").click();
      tab.page.getByLabel("Name").fill("Print room");
      tab.page.getByLabel("IP address or range").fill("192.0.2.9");
      tab.page.getByLabel("Restrict this SMTP user to its own list").check();
      tab.button("Save and restrict").click();
      tab.see("This SMTP user may call only from 1\u00a0address");

      tab.link("Turn on").click();
      tab.page.getByLabel("Go by the account's list only").check();
      tab.button("Turn on monitor mode").click();
      tab.see("Account's list only while in monitor mode");
      tab.button("Enforce the list").click();
      tab.see("This SMTP user may call only from 1\u00a0address");

      tab.link("Add IP address").click();
      tab.page.getByLabel("Name").fill("Trial");
      tab.page.getByLabel("IP address or range").fill("192.0.2.10");
      tab.page.getByLabel("Go back by itself unless I confirm within 10 minutes").check();
      tab.button("Save").click();
      tab.see("The last change goes back by itself");
      tab.button("Go back now").click();
      tab.see("The list is back as it was before the last change.");

      tab.open("/credentials");
      tab.see("Own list: 1\u00a0address");
      assertThat(entries(house, account)).isEmpty();
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void anOwnerInvitesSomeoneWhoJoinsAndIsRemoved(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    Tab.Look look = new Tab.Look(width, ColorScheme.LIGHT, script);
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab owner = new Tab(browser, house, look);
        Tab invited = new Tab(browser, house, look)) {
      house.account("Production", "owner@example.com", Role.OWNER);
      owner.signIn("owner@example.com");
      owner.open("/members");
      owner.link("Invite a member").click();
      owner.page.getByLabel("Email").fill("new@example.com");
      owner.page.getByLabel("Admin").check();
      owner.button("Make invitation").click();
      owner.heading("Send this link to new@example.com").waitFor();

      invited.page.navigate(owner.page.locator("#link-value").inputValue());
      invited.page.getByLabel("Choose a password").fill(DashboardHouse.PASSWORD);
      invited.button("Join").click();
      invited.see("Open to every IP");

      owner.open("/members");
      owner.link("Manage new@example.com").click();
      owner.page.getByLabel("Viewer").check();
      owner.button("Save").click();
      owner.see("The role of new@example.com is saved.");
      owner.button("More actions for new@example.com").click();
      owner.button("Remove").click();
      owner.button("Remove member").click();
      owner.see("new@example.com is removed.");
      invited.open("/members");
      invited.heading("Sign in").waitFor();
      owner.assertNothingComplained();
      invited.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void anOwnerAsksAMailAddressAndChangesAWebhooksKey(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      house.account("Production", "owner@example.com", Role.OWNER);
      tab.signIn("owner@example.com");
      tab.open("/alerts");
      tab.link("Add mail address").click();
      if (script) {
        tab.seeDialog();
      }
      tab.page.getByLabel("Email address").fill("ops@example.com");
      tab.button("Add mail address").click();
      tab.see("A mail was sent to ops@example.com.");
      tab.see("Waiting for confirmation");

      tab.link("Add webhook").click();
      if (script) {
        tab.seeDialog();
      }
      tab.page.getByLabel("URL").fill("https://hooks.example.com/T0");
      tab.button("Add webhook").click();
      tab.heading("Copy the key for hooks.example.com now").waitFor();
      String first = tab.page.locator("#secret-value").inputValue();
      tab.button("More actions for hooks.example.com").click();
      tab.button("Make new key").click();
      tab.see("For 24 hours what is sent is signed with the new key and the old one");
      tab.page.locator("button.primary:visible").last().click();
      tab.page.waitForFunction(
          "first => document.querySelector('#secret-value')?.value.startsWith('slw_')"
              + " && document.querySelector('#secret-value').value !== first",
          first);
      tab.open("/alerts");
      tab.link("hooks.example.com").or(tab.link("https://hooks.example.com/T0")).click();
      tab.see("The old one ends in 24 hours.");
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "true, 390", "false, 1440", "false, 390"})
  void anOpenAccountStartsFromTheAddressesThatSend(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.called(account, "billing", "203.0.113.9", 4);
      house.called(account, "checkout", "192.0.2.7", 2);
      tab.signIn("admin@example.com");
      tab.see("Nothing is ticked.");
      tab.page.getByLabel("203.0.113.9", new Page.GetByLabelOptions().setExact(true)).check();
      tab.page.getByLabel("Name for 203.0.113.9").fill("Invoices");
      if (!script) {
        tab.button("Preview").click();
      }
      tab.see("1 of the 2 addresses that sent in the last 30 days would be cut off");
      tab.button("Restrict to 1\u00a0address").click();
      tab.see("Cut off this address");
      tab.button("Also allow 192.0.2.7").click();
      tab.see("All 2 addresses that sent in the last 30 days stay allowed");
      tab.page.getByLabel("Restrict this account to its list").check();
      tab.button("Restrict to 2\u00a0addresses").click();
      tab.see("2\u00a0addresses are added to the list.");
      assertThat(entries(house, account))
          .extracting(Entry::name)
          .containsExactly("Invoices", "checkout");
      assertThat(house.list(account).revision()).isEqualTo(1);
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void whoWouldBeCutOffIsShownWhileAnAddressIsTyped(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.DARK, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.called(account, "billing", "203.0.113.9", 4);
      tab.signIn("admin@example.com");
      tab.link("Add IP address").click();
      if (script) {
        tab.seeDialog();
      }
      tab.page.locator("#f-name").fill("Office");
      tab.page.getByLabel("IP address or range").fill("192.0.2.0/24");
      if (!script) {
        tab.button("Preview").click();
      }
      tab.see("The only address that sent in the last 30 days would be cut off");
      tab.button("Also allow 203.0.113.9").click();
      tab.see("The 1 address that sent in the last 30 days stays allowed");
      tab.page.getByLabel("Restrict this account to its list").check();
      tab.button("Save and restrict").click();
      tab.see("Office is allowed.");
      assertThat(entries(house, account))
          .extracting(Entry::name)
          .containsExactly("Office", "billing");
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void aMemberAllowsADeniedAddressAndThinksBetterOfIt(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.add(account, "192.0.2.1", "Office");
      String user =
          house
              .credentials
              .createSmtpUser(account.id(), "printer", Actor.commandLine())
              .credential()
              .id();
      IpAddress from = IpAddress.of("198.51.100.17");
      house.recorder.record(new Call(account.id(), user, "smtp", from, "", "not_listed", false));
      house.recorder.flush();
      tab.signIn("admin@example.com");
      tab.open("/activity");
      tab.see("Never on the list");
      tab.button("Allow this IP: 198.51.100.17").click();
      tab.see("Allowed just now");
      assertThat(entries(house, account)).hasSize(2);

      tab.button("Undo allowing 198.51.100.17").click();
      tab.see("The list is back as it was on");
      assertThat(entries(house, account)).hasSize(1);
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void anAssertionHoldsUpTheChangeThatWouldBreakItUntilItIsDeleted(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.add(account, "192.0.2.1", "Office");
      house.add(account, "192.0.2.2", "Branch");
      tab.signIn("admin@example.com");
      tab.link("Assertions").click();
      tab.see("Nothing is asserted yet");
      tab.page.getByLabel("Address or network").fill("192.0.2.1");
      tab.page.getByLabel("Name").fill("Office stays");
      tab.button("Add assertion").click();
      tab.see("Office stays is saved. No change of the list may break it.");

      tab.open("/allowlist");
      tab.button("More actions for Office").click();
      tab.button("Delete").click();
      tab.see("Nothing was changed, for it would break an assertion.");
      assertThat(entries(house, account)).hasSize(2);

      tab.open("/allowlist/assertions");
      tab.link("Delete Office stays").click();
      tab.see("A change of the list may then deny 192.0.2.1.");
      tab.button("Delete assertion").click();
      tab.see("Office stays is deleted.");
      tab.see("Nothing is asserted yet");
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void anEntryIsRenewedBeforeItEnds(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.DARK, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.add(account, "192.0.2.1", "Office");
      house.add(
          account,
          new EntryDraft("192.0.2.2", "Visitor", null, house.instant().plus(Duration.ofDays(2))));
      tab.signIn("admin@example.com");
      tab.link("Visitor expires in 2 days").click();
      tab.see("1 of 2");
      tab.button("More actions for Visitor").click();
      tab.button("Renew").click();
      tab.see("A time is added to that.");
      tab.page.getByText("30 days", new Page.GetByTextOptions().setExact(true)).check();
      tab.button("Renew entry").click();
      tab.see("Visitor is renewed. It lasts until");
      assertThat(entries(house, account).getLast().expiresAt())
          .isEqualTo(house.instant().plus(Duration.ofDays(32)));
      tab.assertNothingComplained();
    }
  }

  private static List<Entry> entries(DashboardHouse house, Account account) {
    return house.list(account).entries();
  }

  /** Host bits and a missing acknowledgement are told before anything is saved. */
  private static void addsTheFirstEntry(Tab tab) {
    tab.link("Add IP address").click();
    tab.page.getByLabel("Name").fill("Office");
    tab.page.getByLabel("IP address or range").fill("192.0.2.7/27");
    tab.page.getByLabel("Restrict this account to its list").check();
    tab.button("Save and restrict").click();
    tab.button("Use 192.0.2.0/27").click();
    tab.see("Covers 32 addresses,");
    assertThat(tab.page.getByLabel("Name").inputValue()).isEqualTo("Office");
    assertThat(tab.page.getByLabel("IP address or range").inputValue()).isEqualTo("192.0.2.0/27");
    tab.page.getByLabel("Restrict this account to its list").check();
    tab.button("Save and restrict").click();
    tab.see("Office is allowed.");
    tab.see("Restricted to 1\u00a0range");
  }

  private static void addsTheCurrentAddress(Tab tab) {
    tab.link("Add IP address").click();
    tab.page.getByLabel("Name").fill("Desk");
    tab.button("Add current IP").click();
    tab.see("Covers this one address.");
    assertThat(tab.page.getByLabel("IP address or range").inputValue()).isEqualTo("127.0.0.1");
    tab.button("Save").click();
    tab.see("Desk is allowed.");
    tab.see("Restricted to 1\u00a0address and 1\u00a0range");
  }

  private static void renames(Tab tab) {
    tab.link("Manage Office").click();
    Locator name = tab.page.getByLabel("Name");
    name.fill("Head office");
    tab.button("Save").click();
    tab.see("Head office is saved.");
  }

  private static void pausesAndResumes(Tab tab) {
    tab.button("More actions for Head office").click();
    tab.button("Pause").click();
    tab.see("Head office is paused. It will be denied from now on.");
    tab.button("More actions for Head office").click();
    tab.button("Resume").click();
    tab.see("Head office is allowed.");
  }

  private static void checks(Tab tab) {
    tab.page.getByLabel("Check an address").fill("192.0.2.30");
    tab.button("Check").click();
    tab.see("by Head office,");
    assertThat(tab.page.locator("tr.is-match").textContent()).contains("Head office");
  }

  private static void deletesAll(Tab tab) {
    deletes(tab, "Head office");
    tab.button("Delete entry").click();
    tab.see("Head office is deleted.");

    deletes(tab, "Desk");
    tab.page.getByLabel("Open this account to every IP").check();
    tab.button("Delete entry").click();
    tab.see("Desk is deleted.");
    tab.see("Open to every IP");
  }

  private static void deletes(Tab tab, String name) {
    tab.button("More actions for " + name).click();
    tab.button("Delete").click();
    tab.heading("Delete " + name + "?")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
  }
}

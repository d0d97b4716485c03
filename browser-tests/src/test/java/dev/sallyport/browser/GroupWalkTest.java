package dev.sallyport.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sallyport.account.Account;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Role;
import dev.sallyport.dashboard.DashboardHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a member does with the networks of published range files. */
@ExtendWith(Chromium.class)
class GroupWalkTest {
  private static final String FILE = "cidr,country\n198.51.100.0/24,SE\n203.0.113.0/24,DE\n";

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "true, 390", "false, 1440", "false, 390"})
  void aFileIsAddedAsAGroupDeletedAndPutBack(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.LIGHT, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.add(account, "192.0.2.7", "Office");
      tab.signIn("admin@example.com");

      addsWhatTheFilterTakes(tab);
      assertThat(house.list(account).entries())
          .extracting(entry -> entry.name() + " " + entry.network())
          .containsExactly("Office 192.0.2.7", "Partner 203.0.113.0/24");

      pausesAndResumes(tab);
      deletes(tab, script);
      assertThat(house.list(account).entries()).extracting(Entry::name).containsExactly("Office");

      putsItBack(tab, script);
      assertThat(house.list(account).entries())
          .extracting(Entry::name)
          .containsExactly("Office", "Partner");
      tab.assertNothingComplained();
    }
  }

  @ParameterizedTest(name = "script {0}, {1} px wide")
  @CsvSource({"true, 1440", "false, 390"})
  void whoWouldBeCutOffByAFirstGroupIsAllowedAlong(
      boolean script, int width, Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(width, ColorScheme.DARK, script))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.called(account, "billing", "192.0.2.9", 4);
      tab.signIn("admin@example.com");
      tab.open("/allowlist/groups/new");
      choose(tab, "198.51.100.0/24\n");
      tab.button("Preview").click();
      tab.see("The only address that sent in the last 30 days would be cut off");
      tab.button("Also allow 192.0.2.9").click();
      tab.see("The 1 address that sent in the last 30 days stays allowed");
      tab.page.getByLabel("Restrict this account to its list").check();
      tab.button("Add group").click();
      tab.see("Group Partner is added to the list.");
      assertThat(house.list(account).entries())
          .extracting(Entry::name)
          .containsExactly("Partner", "billing");
      tab.assertNothingComplained();
    }
  }

  private static void choose(Tab tab, String text) {
    tab.page.getByLabel("Name").fill("Partner");
    tab.page
        .getByLabel("Or a file")
        .setInputFiles(new FilePayload("partner.csv", "text/csv", text.getBytes(UTF_8)));
  }

  /** Filtered otherwise, the file is asked for once more. */
  private static void addsWhatTheFilterTakes(Tab tab) {
    tab.link("Add a range file").click();
    choose(tab, FILE);
    tab.page.getByLabel("Filter").fill("country=SE");
    tab.button("Preview").click();
    tab.see("Read as CSV.");
    tab.see("198.51.100.0/24");
    tab.page.getByLabel("Filter").fill("country=DE");
    tab.button("Add group").click();
    tab.see("Choose the file once more");
    choose(tab, FILE);
    tab.button("Preview").click();
    tab.see("203.0.113.0/24");
    tab.button("Add group").click();
    tab.see("Group Partner is added to the list.");
  }

  private static void pausesAndResumes(Tab tab) {
    tab.link("Partner").click();
    tab.see("203.0.113.0/24");
    tab.button("Pause").click();
    tab.see("Group Partner is paused. It will be denied from now on.");
    tab.link("Partner").click();
    tab.button("Resume").click();
    tab.see("Group Partner is allowed.");
  }

  private static void deletes(Tab tab, boolean script) {
    tab.link("Partner").click();
    tab.link("Delete").click();
    if (script) {
      tab.seeDialog();
    }
    tab.see("goes off the list");
    tab.button("Delete group").click();
    tab.see("Group Partner is deleted.");
  }

  private static void putsItBack(Tab tab, boolean script) {
    tab.open("/history");
    tab.see("Group Partner deleted");
    tab.page.locator("#restore-2").click();
    if (script) {
      tab.seeDialog();
    }
    tab.see("1\u00a0entry comes back");
    tab.page.locator("button.primary:visible").last().click();
    tab.see("The list is back as it was on");
    tab.open("/allowlist");
    tab.link("Partner").click();
    tab.see("Not by itself");
  }
}

package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sallyport.account.Account;
import dev.sallyport.account.Role;
import dev.sallyport.dashboard.DashboardHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the script adds to the plain forms. */
@ExtendWith(Chromium.class)
class ScriptTest {
  private DashboardHouse house;
  private Account account;
  private Tab tab;

  @BeforeEach
  void open(Browser browser, @TempDir Path folder) throws Exception {
    house = new DashboardHouse(folder);
    account = house.account("Production", "admin@example.com", Role.OWNER);
    house.add(account, "192.0.2.7", "Office");
    house.add(account, "198.51.100.32/27", "CI runners");
    tab = new Tab(browser, house, new Tab.Look(1440, ColorScheme.LIGHT, true));
    tab.signIn("admin@example.com");
  }

  @AfterEach
  void close() {
    tab.close();
    house.close();
  }

  @Test
  void theDialogOpensInPlaceAndGivesTheFocusBack() {
    tab.page.evaluate("window.same = true");
    tab.link("Add IP address").click();
    tab.seeFocusOn("f-name");
    tab.button("Cancel").click();
    tab.seeFocusOn("add-entry");
    assertThat(tab.page.locator("#dialog[open]").count()).isZero();

    tab.link("Manage Office").click();
    tab.seeDialog();
    tab.page.locator("#f-name").fill("Head office");
    tab.button("Save").click();
    tab.see("Head office is saved.");
    tab.seeFocusOn("manage-" + house.list(account).entries().getFirst().id());
    assertThat(tab.page.locator("#dialog[open]").count()).isZero();
    assertThat(tab.page.evaluate("window.same")).isEqualTo(true);
  }

  @Test
  void aWrongFieldIsFocusedAndTheDialogStays() {
    tab.link("Add IP address").click();
    tab.seeDialog();
    tab.page.getByLabel("Name").fill("CI");
    tab.page.getByLabel("IP address or range").fill("10.1");
    tab.button("Save").click();
    tab.page.locator("#f-addr-error").waitFor();
    tab.seeFocusOn("f-addr");
    assertThat(tab.page.getByLabel("IP address or range").getAttribute("aria-invalid"))
        .isEqualTo("true");
  }

  @Test
  void theAddressTypedIsExplainedMeanwhile() {
    tab.link("Add IP address").click();
    tab.seeDialog();
    tab.page.getByLabel("IP address or range").pressSequentially("203.0.113.0/28");
    tab.see("Covers 16 addresses,");
    tab.see("203.0.113.15");
    tab.see("is not covered.");
  }

  @Test
  void aCheckFollowsTheTyping() {
    tab.page.getByLabel("Check an address").pressSequentially("198.51.100.42");
    tab.see("by CI runners,");
    assertThat(tab.page.locator("tr.is-match").textContent()).contains("CI runners");
    tab.page.getByLabel("Check an address").fill("203.0.113.199");
    tab.see("No entry covers it.");
    assertThat(tab.page.locator("tr.is-match").count()).isZero();
    tab.link("Allow this IP").click();
    assertThat(tab.page.getByLabel("IP address or range").inputValue()).isEqualTo("203.0.113.199");
  }

  @Test
  void aCheckedEntryThatIsPausedIsResumedOnTheSpot() {
    house.change(
        account,
        new dev.sallyport.account.Change.Pause(house.list(account).entries().getFirst().id()));
    tab.page.reload();
    tab.page.getByLabel("Check an address").fill("192.0.2.7");
    tab.see("covers it but is paused.");
    tab.page.locator("#verdict").getByText("Resume").click();
    tab.see("Office is allowed.");
  }

  @Test
  void undoTakesADeletionBack() {
    tab.button("More actions for Office").click();
    tab.button("Delete").click();
    tab.button("Delete entry").click();
    tab.see("Office is deleted.");
    tab.button("Undo").click();
    tab.see("The list is back as it was on");
    assertThat(house.list(account).entries()).hasSize(2);
  }

  @Test
  void aListChangedBySomeoneElseIsNotOverwritten() {
    house.add(account, "203.0.113.5", "Branch");
    tab.button("More actions for Office").click();
    tab.button("Pause").click();
    tab.see("Not saved. The list was changed by someone else.");
    tab.see("Branch");
    assertThat(house.list(account).entries().getFirst().paused()).isFalse();
  }

  @Test
  void aServerThatDoesNotAnswerIsToldInTheDialog() {
    tab.link("Add IP address").click();
    tab.seeDialog();
    tab.page.getByLabel("Name").fill("CI");
    tab.page.getByLabel("IP address or range").fill("203.0.113.5");
    tab.page.route("**/allowlist", route -> route.abort());
    tab.button("Save").click();
    tab.see("The server did not answer. Nothing was changed.");
    tab.page.unroute("**/allowlist");
    tab.button("Try again").click();
    tab.see("CI is allowed.");
  }

  @Test
  void aTokensSecretIsShownWithoutLeavingThePage() {
    tab.open("/credentials");
    tab.link("Create token").click();
    tab.seeDialog();
    tab.page.getByLabel("Name").fill("web-store");
    tab.button("Create token").click();
    tab.see("Copy the token for web-store now");
    assertThat(
            tab.page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).inputValue())
        .startsWith("sly_");
    tab.page.reload();
    assertThat(tab.page.locator("#secret-value").count()).isZero();
    tab.assertNothingComplained();
  }

  @Test
  void rowsPickedAreCountedAndPausedTogether() {
    tab.page.getByLabel("Select Office").check();
    tab.see("1 entry selected");
    assertThat(tab.page.getByLabel("Select all on this page").evaluate("box => box.indeterminate"))
        .isEqualTo(true);
    tab.link("Select all on this page").click();
    tab.see("2 entries selected");
    tab.button("Pause selected").click();
    tab.see("2\u00a0entries are paused.");
    assertThat(house.list(account).entries()).allMatch(entry -> entry.paused());
    tab.button("Undo").click();
    tab.see("The list is back as it was on");
    assertThat(house.list(account).entries()).noneMatch(entry -> entry.paused());
    tab.assertNothingComplained();
  }

  @Test
  void theAdviceComesAfterThePage() {
    house.add(account, "198.51.100.40", "Runner 8");
    tab.page.reload();
    tab.see("Already covered by CI runners, 198.51.100.32/27.");
    tab.button("Not now, for 90 days: Runner 8").click();
    tab.see("Nothing to tidy up");
    tab.assertNothingComplained();
  }

  @Test
  void restoringFromTheHistoryLeadsToTheList() {
    tab.open("/history");
    tab.page.locator("#restore-1").click();
    tab.seeDialog();
    tab.page.locator("#dialog button.primary, #dialog button.danger").click();
    tab.page.waitForURL("**/allowlist");
    tab.see("The list is back as it was on");
    assertThat(house.list(account).entries()).hasSize(1);
    tab.assertNothingComplained();
  }
}

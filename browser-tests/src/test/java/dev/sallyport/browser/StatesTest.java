package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.sallyport.account.Account;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Role;
import dev.sallyport.dashboard.DashboardHouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the pages show while the server takes its time, and where it does not answer. */
@ExtendWith(Chromium.class)
class StatesTest {
  private static final String NO_ANSWER = "The server did not answer. Nothing was changed.";
  private static final String NO_EFFECT = "Could not work out the effect. You can still save.";

  private DashboardHouse house;
  private Account account;
  private Tab tab;

  @BeforeEach
  void open(Browser browser, @TempDir Path folder) throws Exception {
    house = new DashboardHouse(folder);
    account = house.account("Production", "admin@example.com", Role.OWNER);
    house.add(account, "192.0.2.7", "Office");
    tab = new Tab(browser, house, new Tab.Look(1440, ColorScheme.LIGHT, true));
    tab.signIn("admin@example.com");
  }

  @AfterEach
  void close() {
    tab.close();
    house.close();
  }

  private Entry office() {
    return house.list(account).entries().getFirst();
  }

  private void pause() {
    tab.button("More actions for Office").click();
    tab.button("Pause").click();
  }

  private void fill() {
    tab.link("Add IP address").click();
    tab.seeDialog();
    tab.page.getByLabel("Name").fill("CI");
    tab.page.getByLabel("IP address or range").fill("203.0.113.5");
  }

  @Test
  void aRowIsBusyWhileItsChangeIsUnderWay() {
    List<Route> held = new ArrayList<>();
    tab.page.route("**/pause", held::add);
    pause();
    tab.page.locator("tr[aria-busy=true]#entry-" + office().id()).waitFor();
    held.getFirst().resume();
    tab.see("Office is paused.");
    assertThat(tab.page.locator("[aria-busy]").count()).isZero();
  }

  @Test
  void theButtonThatSavesSaysSoMeanwhile() {
    List<Route> held = new ArrayList<>();
    fill();
    tab.page.route("**/allowlist", held::add);
    tab.button("Save").click();
    tab.page.locator("#dialog button[aria-busy=true]").getByText("Saving").waitFor();
    held.getFirst().resume();
    tab.see("CI is allowed.");
  }

  @Test
  void aServerThatDoesNotAnswerIsToldAboveTheListAndAskedAgain() {
    tab.page.route("**/pause", Route::abort);
    pause();
    tab.see(NO_ANSWER);
    assertThat(tab.page.locator("[aria-busy]").count()).isZero();
    assertThat(office().paused()).isFalse();
    tab.page.unroute("**/pause");
    tab.button("Try again").click();
    tab.see("Office is paused.");
    assertThat(tab.page.getByText(NO_ANSWER).count()).isZero();
  }

  @Test
  void withoutTheDatabaseTheDialogKeepsWhatWasTyped() {
    fill();
    house.store.close();
    tab.button("Save").click();
    tab.see(NO_ANSWER);
    assertThat(tab.page.getByLabel("Name").inputValue()).isEqualTo("CI");
    assertThat(tab.page.getByLabel("IP address or range").inputValue()).isEqualTo("203.0.113.5");
  }

  @Test
  void anEffectThatCouldNotBeWorkedOutKeepsNobodyFromSaving() {
    tab.page.route("**/allowlist/preview", Route::abort);
    fill();
    tab.see(NO_EFFECT);
    tab.button("Save").click();
    tab.see("CI is allowed.");
  }

  @Test
  void withoutTheDatabaseTheEffectCouldNotBeWorkedOut() {
    tab.link("Add IP address").click();
    tab.seeDialog();
    house.store.close();
    tab.page.getByLabel("IP address or range").fill("203.0.113.5");
    tab.see(NO_EFFECT);
  }

  @Test
  void aChartThatDidNotLoadIsAskedForAgain() {
    tab.open("/activity");
    tab.page.route("**/activity?period=7d", Route::abort);
    tab.link("7 days").click();
    tab.see("Chart did not load.");
    assertThat(tab.page.locator(".plot").count()).isEqualTo(2);
    tab.page.unroute("**/activity?period=7d");
    tab.button("Try again").click();
    tab.page.locator("#period-7d[aria-current]").waitFor();
    assertThat(tab.page.getByText("Chart did not load.").count()).isZero();
    tab.page.waitForURL("**/activity?period=7d");
    tab.seeFocusOn("period-7d");
  }

  @Test
  void withoutTheDatabaseTheOldChartStays() {
    tab.open("/activity");
    house.store.close();
    tab.link("7 days").click();
    tab.see("Chart did not load.");
    assertThat(tab.page.locator(".plot").count()).isEqualTo(2);
  }

  @Test
  void aListChangedBySomeoneElseIsReloadedFromTheDialog() {
    fill();
    house.add(account, "203.0.113.9", "Branch");
    tab.button("Save").click();
    tab.see("Not saved. The list was changed by someone else.");
    tab.link("Reload list").click();
    tab.page.locator("tbody").getByText("Branch").waitFor();
  }
}

package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Credential;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Role;
import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.dashboard.DashboardHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The list kept without a mouse: nothing is out of reach, and the focus is never lost. */
@ExtendWith(Chromium.class)
class KeyboardTest {

  @Test
  void theWholeListIsKeptByKeyboardAlone(Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(1440, ColorScheme.LIGHT, true))) {
      Account account = house.account("Production", "admin@example.com", Role.OWNER);
      house.add(account, "192.0.2.7", "Office");
      house.add(account, "198.51.100.32/27", "CI runners");
      house.add(account, "203.0.113.4", "Branch");
      tab.signIn("admin@example.com");
      tab.open("/allowlist");

      skipsToTheContent(tab);
      opensAndLeavesTheDialog(tab);
      Entry office = house.list(account).entries().getFirst();
      pausesFromTheMenu(tab, office);
      assertThat(house.list(account).entries().getFirst().paused()).isTrue();
      deletesTwo(tab, office, house.list(account).entries().get(1));
      assertThat(house.list(account).entries()).extracting(Entry::name).containsExactly("Branch");
      tab.assertNothingComplained();
    }
  }

  @Test
  void theOtherPagesAreKeptByKeyboardAlone(Browser browser, @TempDir Path folder) throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder);
        Tab tab = new Tab(browser, house, new Tab.Look(1440, ColorScheme.LIGHT, true))) {
      Account account = house.account("Production", "owner@example.com", Role.OWNER);
      house.add(account, "192.0.2.7", "Office");
      house.add(account, "192.0.2.8", "Branch");
      Credential user =
          house
              .credentials
              .createSmtpUser(account.id(), "printer", Actor.commandLine())
              .credential();
      house.recorder.record(
          new Call(
              account.id(),
              user.id(),
              "smtp",
              IpAddress.of("198.51.100.17"),
              "",
              "not_listed",
              false));
      house.recorder.flush();
      house.members.create(
          account.id(), "viewer@example.com", DashboardHouse.PASSWORD, Role.VIEWER);
      tab.signIn("owner@example.com");

      tab.open("/activity");
      press(tab, "period-7d");
      tab.page.waitForURL("**/activity?period=7d");
      tab.seeFocusOn("period-7d");
      menuOpensAndCloses(tab, "deny-0");
      press(tab, "fix-deny-0");
      tab.see("Allowed just now");

      tab.open("/history");
      dialogOpensAndCloses(tab, "restore-1");
      tab.open("/credentials");
      dialogOpensAndCloses(tab, "create-token");
      dialogOpensAndCloses(tab, "manage-" + user.id());
      menuOpensAndCloses(tab, user.id());
      tab.open("/members");
      dialogOpensAndCloses(tab, "invite");
      String viewer =
          house.members.list(account.id()).stream()
              .filter(row -> row.member().email().equals("viewer@example.com"))
              .findFirst()
              .orElseThrow()
              .member()
              .id();
      dialogOpensAndCloses(tab, "manage-" + viewer);
      menuOpensAndCloses(tab, viewer);
      tab.assertNothingComplained();
    }
  }

  private static void press(Tab tab, String id) {
    tab.tabTo(id);
    tab.page.keyboard().press("Enter");
  }

  private static void dialogOpensAndCloses(Tab tab, String id) {
    tab.page.locator("#main").focus();
    press(tab, id);
    tab.seeDialog();
    tab.page.keyboard().press("Escape");
    tab.seeFocusOn(id);
  }

  private static void menuOpensAndCloses(Tab tab, String row) {
    tab.page.locator("#main").focus();
    press(tab, "more-" + row);
    tab.page.locator("#menu-" + row + ":popover-open").waitFor();
    tab.page.keyboard().press("Escape");
    tab.seeFocusOn("more-" + row);
  }

  private static void skipsToTheContent(Tab tab) {
    tab.page.keyboard().press("Tab");
    assertThat(tab.page.evaluate("document.activeElement.textContent"))
        .isEqualTo("Skip to content");
    tab.page.keyboard().press("Enter");
    tab.seeFocusOn("main");
  }

  private static void opensAndLeavesTheDialog(Tab tab) {
    tab.tabTo("add-entry");
    tab.page.keyboard().press("Enter");
    tab.seeFocusOn("f-name");
    tab.page.keyboard().press("Escape");
    tab.seeFocusOn("add-entry");
  }

  private static void pausesFromTheMenu(Tab tab, Entry entry) {
    tab.tabTo("more-" + entry.id());
    tab.page.keyboard().press("Enter");
    tab.page.locator("#menu-" + entry.id() + ":popover-open").waitFor();
    tab.page.keyboard().press("Escape");
    tab.seeFocusOn("more-" + entry.id());
    tab.page.keyboard().press("Enter");
    tab.page.keyboard().press("Tab");
    assertThat(tab.page.evaluate("document.activeElement.textContent")).isEqualTo("Pause");
    tab.page.keyboard().press("Enter");
    tab.see("Office is paused.");
    tab.seeFocusOn("more-" + entry.id());
  }

  private static void deletesTwo(Tab tab, Entry one, Entry other) {
    tab.page.locator("#main").focus();
    tab.tabTo("pick-" + one.id());
    tab.page.keyboard().press("Space");
    tab.tabTo("pick-" + other.id());
    tab.page.keyboard().press("Space");
    tab.see("2 entries selected");
    tab.page.locator("#main").focus();
    tab.tabTo("selected-delete");
    tab.page.keyboard().press("Enter");
    tab.heading("Delete 2\u00a0entries?").waitFor();
    assertThat(tab.page.evaluate("document.activeElement.closest('dialog')?.id"))
        .isEqualTo("dialog");
    for (int i = 0; i < 10 && !"Delete 2\u00a0entries".equals(focusedText(tab)); i++) {
      tab.page.keyboard().press("Tab");
    }
    tab.page.keyboard().press("Enter");
    tab.see("2\u00a0entries are deleted.");
    assertThat(tab.page.locator("#dialog[open]").count()).isZero();
    tab.seeFocusOn("undo");
  }

  private static Object focusedText(Tab tab) {
    return tab.page.evaluate("document.activeElement.textContent.trim()");
  }
}

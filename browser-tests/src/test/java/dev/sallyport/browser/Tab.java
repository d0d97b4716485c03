package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.sallyport.dashboard.DashboardHouse;
import java.util.ArrayList;
import java.util.List;

/** One tab of a browser, with all that its console complained of. */
final class Tab implements AutoCloseable {
  /** What a browser says of an answer that is meant to be no 200. */
  private static final String ANSWERED = "Failed to load resource: the server responded";

  private static final double PATIENCE = 20_000;

  private final DashboardHouse house;
  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  final Page page;

  /** How a tab looks at pages. */
  record Look(int width, ColorScheme colours, boolean script) {}

  Tab(Browser browser, DashboardHouse house, Look look) {
    this.house = house;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(look.width(), 900)
                .setColorScheme(look.colours())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(look.script()));
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())
          && !message.text().startsWith(ANSWERED)) {
        complaints.add(message.text());
      }
    });
  }

  void open(String path) {
    page.navigate(house.url(path));
  }

  void signIn(String email) {
    open("/signin");
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password").fill(DashboardHouse.PASSWORD);
    button("Sign in").click();
    page.waitForURL("**/allowlist");
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Waits until that text stands on the page. */
  void see(String text) {
    page.getByText(text).first().waitFor();
  }

  /** Waits until the dialog is open and its fields are listened to; before, typing goes unheard. */
  void seeDialog() {
    page.waitForFunction(
        "() => document.querySelector('#dialog[open]')"
            + " && !document.querySelector('.htmx-settling')");
  }

  /** Waits until that element has the focus. */
  void seeFocusOn(String id) {
    page.waitForFunction("id => document.activeElement?.id === id", id);
  }

  /** Presses Tab until that element has the focus, as one does who has no mouse. */
  void tabTo(String id) {
    for (int i = 0; i < 80; i++) {
      page.keyboard().press("Tab");
      if (id.equals(page.evaluate("document.activeElement?.id"))) {
        return;
      }
    }
    throw new AssertionError("The focus never came to " + id);
  }

  void assertNothingComplained() {
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}

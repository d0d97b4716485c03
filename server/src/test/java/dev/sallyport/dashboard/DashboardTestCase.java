package dev.sallyport.dashboard;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share a dashboard, each with an account and a browser of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DashboardTestCase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final List<Browser> browsers = new ArrayList<>();
  DashboardHouse house;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    house = new DashboardHouse(folder);
  }

  @AfterEach
  void closeBrowsers() {
    browsers.forEach(Browser::close);
    browsers.clear();
  }

  @AfterAll
  void close() {
    house.close();
  }

  Browser browser() {
    return browserAt("127.0.0.1");
  }

  /** A browser that calls from that loopback address. */
  Browser browserAt(String address) {
    Browser browser = new Browser(house, address);
    browsers.add(browser);
    return browser;
  }

  /** A new account with its owner signed in. */
  Signed owner() {
    return signed("professional", Role.OWNER);
  }

  Signed signed(String plan, Role role) {
    int number = NUMBER.incrementAndGet();
    String email = "member" + number + "@example.com";
    Account account = house.account("Account " + number, plan, email, role);
    return new Signed(account, email, browser().signedIn(email));
  }

  /** A member signed in to an account. */
  record Signed(Account account, String email, Browser browser) {}

  /** A new token of the account, by its id. */
  String newToken(Signed signed, String name) {
    return house
        .credentials
        .createToken(signed.account().id(), name, Set.of(Scope.EMAIL), Actor.commandLine())
        .credential()
        .id();
  }

  /** A call that an entry let in now, counted and written. */
  void call(Signed signed, Entry entry, String credential, String address) {
    IpAddress from = IpAddress.of(address);
    house.recorder.record(
        new Call(signed.account().id(), credential, "api", from, entry.id(), "listed", true));
    house.recorder.flush();
  }

  /** An owner of an account for which two addresses sent of late: 203.0.113.9 and 192.0.2.7. */
  Signed withSenders() {
    Signed owner = owner();
    house.called(owner.account(), "billing", "203.0.113.9", 4);
    house.called(owner.account(), "checkout", "192.0.2.7", 2);
    return owner;
  }

  /** The fields of a page's forms that are there unseen, with what is typed. */
  static Map<String, String> filled(Signed signed, String form, Map<String, String> typed) {
    Map<String, String> fields = Browser.hidden(signed.browser().get(form).body());
    fields.putAll(typed);
    return fields;
  }

  /** What an answer says, without its markup. */
  static String text(HttpResponse<String> answer) {
    return answer.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  long revision(Signed signed) {
    return house.list(signed.account()).revision();
  }

  Entry first(Signed signed) {
    return house.list(signed.account()).entries().getFirst();
  }
}

package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInTest extends DashboardTestCase {

  @Test
  void whoIsNotSignedInIsAskedToAndThenGoesOn() {
    Account account = house.account("Goes on", "goes.on@example.com", Role.OWNER);
    Browser browser = browser();

    HttpResponse<String> turned = browser.get("/credentials");
    assertThat(turned.statusCode()).isEqualTo(303);
    assertThat(turned.headers().firstValue("Location")).hasValue("/signin?next=%2Fcredentials");

    HttpResponse<String> signedIn =
        browser.submit(
            "/signin?next=%2Fcredentials",
            "/signin", Map.of("email", "goes.on@example.com", "password", DashboardHouse.PASSWORD));
    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.headers().firstValue("Location")).hasValue("/credentials");
    assertThat(browser.get("/credentials").body()).contains(account.name());
  }

  @Test
  void aLinkToElsewhereIsNotGoneOnTo() {
    house.account("Elsewhere", "elsewhere@example.com", Role.OWNER);
    HttpResponse<String> answer =
        browser()
            .submit(
                "/signin",
                "/signin",
                Map.of(
                    "email", "elsewhere@example.com",
                    "password", DashboardHouse.PASSWORD,
                    "next", "//example.net/"));
    assertThat(answer.headers().firstValue("Location")).hasValue("/allowlist");
  }

  @Test
  void aWrongPasswordAndAnUnknownEmailReadAlike() {
    house.account("Alike", "alike@example.com", Role.OWNER);
    for (String email : new String[] {"alike@example.com", "nobody@example.com"}) {
      HttpResponse<String> answer =
          browser()
              .submit("/signin", "/signin", Map.of("email", email, "password", "not the password"));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body())
          .contains("That email and password do not match.")
          .contains("value=\"" + email + "\"")
          .doesNotContain("not the password");
    }
  }

  @Test
  void signingOutEndsTheSession() {
    Signed signed = owner();
    HttpResponse<String> out = signed.browser().submit("/allowlist", "/signout", Map.of());
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(signed.browser().get("/allowlist").statusCode()).isEqualTo(303);
  }

  @Test
  void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
    house.account("Cookie", "cookie@example.com", Role.OWNER);
    HttpResponse<String> answer =
        browser()
            .submit(
                "/signin",
                "/signin",
                Map.of("email", "cookie@example.com", "password", DashboardHouse.PASSWORD));
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("sallyport=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .containsIgnoringCase("Path=/")
                .doesNotContainIgnoringCase("Secure"));
  }

  @Test
  void behindHttpsTheCookieIsForThisHostAndHttpsAlone() {
    HttpResponse<String> page =
        browserAt(DashboardHouse.TRUSTED_PROXY).get("/signin", "X-Forwarded-Proto", "https");
    assertThat(page.headers().allValues("Set-Cookie"))
        .singleElement()
        .satisfies(cookie ->
            assertThat(cookie).startsWith("__Host-sallyport-form=").containsIgnoringCase("Secure"));
  }

  @Test
  void onlyATrustedProxysWordOfHttpsIsBelieved() {
    HttpResponse<String> page = browser().get("/signin", "X-Forwarded-Proto", "https");
    assertThat(page.headers().allValues("Set-Cookie"))
        .singleElement()
        .satisfies(cookie ->
            assertThat(cookie).startsWith("sallyport-form=").doesNotContainIgnoringCase("Secure"));
  }

  @Test
  void aSignInFormWithoutItsTokenIsRefused() {
    house.account("Tokenless", "tokenless@example.com", Role.OWNER);
    HttpResponse<String> answer =
        browser()
            .post(
                "/signin",
                Map.of("email", "tokenless@example.com", "password", DashboardHouse.PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void aMemberOfTwoAccountsSwitchesBetweenThem() {
    Signed signed = owner();
    Account other = house.accounts.create("Second of " + signed.account().name(), "starter");
    house.members.create(other.id(), signed.email(), DashboardHouse.PASSWORD, Role.VIEWER);

    HttpResponse<String> answer =
        signed.browser().submit("/allowlist", "/account", Map.of("to", other.id()));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(signed.browser().get("/allowlist").body())
        .contains("<b>" + other.name() + "</b>")
        .contains("Starter plan");
  }

  @Test
  void anAccountWithoutAPlaceCanNotBeSwitchedTo() {
    Account foreign = house.accounts.create("Foreign", "starter");
    Signed signed = owner();
    HttpResponse<String> answer =
        signed.browser().submit("/allowlist", "/account", Map.of("to", foreign.id()));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(signed.browser().get("/allowlist").body()).contains(signed.account().name());
  }

  @Test
  void aFormLeftOpenForAnotherAccountChangesNothing() {
    Signed signed = owner();
    Account other = house.accounts.create("Left open", "starter");
    house.members.create(other.id(), signed.email(), DashboardHouse.PASSWORD, Role.OWNER);
    Map<String, String> old = Browser.hidden(signed.browser().get("/allowlist/new").body());
    signed.browser().submit("/allowlist", "/account", Map.of("to", other.id()));

    old.putAll(Map.of("name", "Office", "address", "192.0.2.7", "acknowledge", "closes_account"));
    HttpResponse<String> answer = signed.browser().post("/allowlist", old);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(house.list(other).entries()).isEmpty();
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void aLivePlaceIsNeededAtEachRequest() {
    Signed signed = owner();
    house.accounts.delete(signed.account().id());
    assertThat(signed.browser().get("/allowlist").statusCode()).isEqualTo(303);
  }

  @Test
  void sessionsEndByThemselves() {
    Signed signed = owner();
    house.pass(Duration.ofDays(8));
    assertThat(signed.browser().get("/allowlist").statusCode()).isEqualTo(303);
  }
}

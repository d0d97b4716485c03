package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest extends DashboardTestCase {
  private static final String ID = "0123456789abcdef01234567";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/signin",
        "/allowlist",
        "/allowlist/new",
        "/credentials",
        "/messages",
        "/history",
        "/members",
        "/members/invite",
        "/profile",
        "/nope"
      })
  void everyPageAllowsTheBrowserItselfAlone(String path) {
    HttpResponse<String> answer = owner().browser().get(path);
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body())
        .doesNotContain(" style=")
        .doesNotContain(" onclick=")
        .doesNotContainPattern("<script>")
        .doesNotContain("<style");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/signout",
        "/account",
        "/allowlist",
        "/allowlist/new",
        "/allowlist/enforce",
        "/allowlist/" + ID,
        "/allowlist/" + ID + "/edit",
        "/allowlist/" + ID + "/renew",
        "/allowlist/" + ID + "/pause",
        "/allowlist/" + ID + "/resume",
        "/allowlist/" + ID + "/delete",
        "/credentials/tokens",
        "/credentials/smtp-users",
        "/credentials/tokens/" + ID,
        "/credentials/tokens/" + ID + "/pause",
        "/credentials/tokens/" + ID + "/resume",
        "/credentials/tokens/" + ID + "/delete",
        "/history/1/restore",
        "/members/invitations",
        "/members/invitations/" + ID + "/revoke",
        "/members/" + ID,
        "/members/" + ID + "/password",
        "/members/" + ID + "/remove",
        "/profile/password",
        "/profile/sessions/end-others",
        "/profile/sessions/" + ID + "/end",
        "/profile/two-factor",
        "/profile/two-factor/confirm",
        "/profile/two-factor/codes",
        "/profile/two-factor/off"
      })
  void aFormWithoutTheSessionsTokenIsRefused(String path) {
    Signed signed = owner();
    Map<String, String> fields = new HashMap<>(Map.of("name", "x", "address", "192.0.2.7"));
    assertThat(signed.browser().post(path, fields).statusCode()).isEqualTo(403);
    fields.put("csrf", "guessed");
    assertThat(signed.browser().post(path, fields).statusCode()).isEqualTo(403);
    assertThat(signed.browser().get("/allowlist").statusCode()).isEqualTo(200);
    assertThat(house.list(signed.account()).revision()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.net", "null", "http://127.0.0.1:1"})
  void aFormThatAnotherSiteSentIsRefusedWhateverItsToken(String origin) {
    Signed signed = owner();
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist/new").body());
    fields.putAll(Map.of("name", "x", "address", "192.0.2.7", "acknowledge", "closes_account"));
    assertThat(signed.browser().post("/allowlist", fields, "Origin", origin).statusCode())
        .isEqualTo(403);
    assertThat(
            signed
                .browser()
                .post("/allowlist", fields, "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void ourOwnOriginIsTaken() {
    Signed signed = owner();
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist/new").body());
    fields.putAll(Map.of("name", "x", "address", "192.0.2.7", "acknowledge", "closes_account"));
    assertThat(
            signed
                .browser()
                .post(
                    "/allowlist", fields, "Origin", house.url(""), "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/allowlist", "/allowlist/enforce", "/credentials/tokens", "/history/1/restore"})
  void aViewersFormsChangeNothing(String path) {
    Signed signed = signed("professional", Role.VIEWER);
    HttpResponse<String> answer =
        signed
            .browser()
            .submit(
                "/allowlist",
                path,
                Map.of("name", "x", "address", "192.0.2.7", "acknowledge", "closes_account"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Your role here is viewer, so nothing was changed.");
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void aNameIsShownAsTextWhereverItStands() {
    Signed signed = owner();
    String name = "<img src=x onerror=alert(1)>\"'&";
    house.add(signed.account(), "192.0.2.7", name);
    house.credentials.createSmtpUser(
        signed.account().id(), name, dev.sallyport.account.Actor.commandLine());
    String entry = "/allowlist/" + first(signed).id();
    for (String path :
        new String[] {
          "/allowlist",
          "/allowlist/check?address=192.0.2.7",
          entry + "/edit",
          entry + "/delete",
          "/history",
          "/credentials"
        }) {
      assertThat(signed.browser().get(path).body())
          .as(path)
          .contains("&lt;img src=x")
          .doesNotContain("<img");
    }
  }

  @Test
  void whatWasTypedIsShownAsText() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String attack = "\"><script>alert(1)</script>";
    assertThat(
            signed
                .browser()
                .get("/allowlist/check?address=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                .body())
        .doesNotContain("<script>");
    assertThat(
            signed
                .browser()
                .submit("/allowlist/new", "/allowlist", Map.of("name", attack, "address", attack))
                .body())
        .doesNotContain("<script>");
    assertThat(signed.browser().get("/allowlist?q=%22%3E%3Cscript%3E").body())
        .doesNotContain("<script>");
  }

  @Test
  void aForgedNoteOfWhatWasDoneRunsNothing() {
    Signed signed = owner();
    HttpResponse<String> answer =
        signed
            .browser()
            .get("/allowlist", "Cookie", "sallyport-done=PAUSED.%3Cscript%3E.../../x.1.1");
    assertThat(answer.body()).doesNotContain("<script>");
  }

  @Test
  void anEndlessFormIsCutOff() {
    Signed signed = owner();
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist/new").body());
    fields.put("name", "x".repeat(70_000));
    assertThat(signed.browser().post("/allowlist", fields).statusCode()).isEqualTo(413);
  }

  @Test
  void aFormOfTooManyFieldsIsRefused() {
    Signed signed = owner();
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist/new").body());
    for (int i = 0; i < 600; i++) {
      fields.put("field" + i, "");
    }
    assertThat(signed.browser().post("/allowlist", fields).statusCode()).isEqualTo(413);
  }

  @Test
  void onlyFormsAreRead() {
    Signed signed = owner();
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist/new").body());
    assertThat(
            signed.browser().post("/allowlist", fields, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
  }

  @Test
  void anUnknownAddressIsAPageOfOursAndJsonForPrograms() {
    HttpResponse<String> page = browser().get("/no/such/page");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here");
    HttpResponse<String> api = browser().get("/v1/no-such-thing");
    assertThat(api.statusCode()).isEqualTo(404);
    assertThat(api.body()).isEqualTo("{\"message\":\"Not found.\"}");
  }

  @Test
  void aSignedOutScriptIsSentToTheSignInPage() {
    HttpResponse<String> answer = browser().get("/allowlist", "HX-Request", "true");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/signin");
  }

  @Test
  void filesAreKeptForGoodByTheirVersionAndNeverOtherwise() {
    String page = browser().get("/signin").body();
    String path = page.replaceAll("(?s).*href=\"(/assets/[0-9a-f]{12}/sallyport.css)\".*", "$1");
    HttpResponse<String> file = browser().get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
    assertThat(file.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(browser().get("/assets/old/sallyport.css").headers().firstValue("Cache-Control"))
        .hasValue("no-store");
    assertThat(browser().get("/assets/old/pom.properties").statusCode()).isEqualTo(404);
  }
}

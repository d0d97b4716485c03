package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditPageTest extends DashboardTestCase {

  @Test
  void aSignInIsToldWithWhereItCameFrom() {
    Signed signed = owner();
    assertThat(signed.browser().get("/audit").body())
        .contains("<b class=\"strong\">" + signed.email() + "</b> signed in")
        .contains("from <span class=\"mono\">127.0.0.1</span>")
        .contains("Account made on the Professional plan");
  }

  @Test
  void wrongPasswordsOfAnHourAreOneLine() throws Exception {
    Signed signed = owner();
    Browser guesser = browserAt("127.0.0.8");
    for (int i = 0; i < 3; i++) {
      guesser.submit(
          "/signin", "/signin", Map.of("email", signed.email(), "password", "guess number " + i));
    }
    String page = "";
    for (int i = 0; i < 100 && !page.contains("3 times within the hour"); i++) {
      Thread.sleep(100);
      page = signed.browser().get("/audit?kind=sign-ins").body();
    }
    assertThat(page)
        .containsOnlyOnce("was not signed in: wrong password, 3 times within the hour")
        .contains("Somebody from <span class=\"mono\">127.0.0.8</span>")
        .doesNotContain("guess number");
  }

  @Test
  void theLogIsNarrowedByKind() {
    Signed signed = owner();
    token(signed, "billing");
    String credentials = signed.browser().get("/audit?kind=credentials").body();
    assertThat(credentials).contains("billing</b> API token made").doesNotContain("signed in");
    assertThat(signed.browser().get("/audit?kind=sign-ins").body())
        .contains("signed in")
        .doesNotContain("billing");
  }

  @Test
  void theLogIsNarrowedByDay() {
    Signed signed = owner();
    assertThat(signed.browser().get("/audit?from=2026-03-13&to=2026-03-13").body())
        .contains("signed in");
    assertThat(signed.browser().get("/audit?from=2026-03-14").body())
        .contains("Nothing in the audit log fits.");
    assertThat(signed.browser().get("/audit?to=2026-03-12").body())
        .contains("Nothing in the audit log fits.");
  }

  @Test
  void aFilterThatCanNotBeReadIsNone() {
    Signed signed = owner();
    assertThat(signed.browser().get("/audit?kind=x&from=yesterday&before=%27").body())
        .contains("signed in");
  }

  @Test
  void aLongLogGoesOnOnFurtherPages() {
    Signed signed = owner();
    for (int i = 0; i < 60; i++) {
      token(signed, "token-" + i + "-");
      house.pass(Duration.ofSeconds(1));
    }
    String first = signed.browser().get("/audit?kind=credentials").body();
    assertThat(first).contains("token-59-", "token-10-").doesNotContain("token-9-");
    String older = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1");
    assertThat(signed.browser().get(older.replace("&amp;", "&")).body())
        .contains("token-9-", "token-0-")
        .doesNotContain("token-10-", "signed in");
  }

  @Test
  void theLogOfAnotherAccountIsNotShown() {
    Signed other = owner();
    token(other, "theirs");
    Signed signed = signed("professional", Role.VIEWER);
    assertThat(signed.browser().get("/audit").body())
        .contains("signed in")
        .doesNotContain("theirs", other.email());
    assertThat(signed.browser().get("/audit/export").body()).doesNotContain("theirs");
  }

  @Test
  void theLogIsExportedAsItIsNarrowed() {
    Signed signed = owner();
    token(signed, "=cmd()");
    String csv = signed.browser().get("/audit/export?kind=credentials").body();
    assertThat(csv.lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("id,at,action,subject_id,subject,actor_kind");
    assertThat(csv).contains(",token.create,", ",'=cmd(),").endsWith("\r\n");
    assertThat(signed.browser().get("/audit/export?kind=credentials&format=json").body())
        .contains("\"action\":\"token.create\"", "\"name\":\"=cmd()\"");
  }

  private void token(Signed signed, String name) {
    house.credentials.createToken(
        signed.account().id(), name, Set.of(Scope.EMAIL), Actor.commandLine());
  }
}

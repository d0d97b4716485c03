package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CredentialPagesTest extends DashboardTestCase {
  private static final Pattern SECRET =
      Pattern.compile("id=\"secret-value\" readonly value=\"([^\"]+)\"");

  private List<Credential> tokens(Signed signed) {
    return house.credentials.list(signed.account().id(), CredentialKind.API_TOKEN);
  }

  @Test
  void aTokenIsMadeAndItsSecretShownOnce() {
    Signed signed = owner();
    HttpResponse<String> made =
        signed
            .browser()
            .submit(
                "/credentials/tokens/new",
                "/credentials/tokens",
                Map.of("name", "web-store", "scope", "email"));
    assertThat(made.statusCode()).isEqualTo(201);
    Matcher secret = SECRET.matcher(made.body());
    assertThat(secret.find()).isTrue();
    assertThat(secret.group(1)).startsWith("sly_");
    assertThat(made.body()).contains("Copy the token for web-store now");

    String later = signed.browser().get("/credentials").body();
    assertThat(later).contains("web-store", "Send").doesNotContain(secret.group(1));
    assertThat(tokens(signed))
        .singleElement()
        .extracting(Credential::scopes)
        .isEqualTo(Set.of(Scope.EMAIL));
  }

  @Test
  void anSmtpUserIsMadeWithALoginAndAPassword() {
    Signed signed = owner();
    HttpResponse<String> made =
        signed
            .browser()
            .submit(
                "/credentials/smtp-users/new",
                "/credentials/smtp-users",
                Map.of("name", "batch-worker"));
    Credential user =
        house.credentials.list(signed.account().id(), CredentialKind.SMTP_USER).getFirst();
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body())
        .contains("Copy the password for batch-worker now")
        .contains("id=\"secret-user\" readonly value=\"" + user.username() + "\"");
  }

  @Test
  void aTokenWithoutANameOrAPermissionIsNotMade() {
    Signed signed = owner();
    HttpResponse<String> nameless =
        signed
            .browser()
            .submit(
                "/credentials/tokens/new",
                "/credentials/tokens",
                Map.of("name", " ", "scope", "credentials"));
    assertThat(nameless.statusCode()).isEqualTo(422);
    assertThat(nameless.body())
        .contains("Enter a name", "value=\"credentials\" checked")
        .doesNotContain("value=\"email\" checked");
    HttpResponse<String> powerless =
        signed
            .browser()
            .submit("/credentials/tokens/new", "/credentials/tokens", Map.of("name", "x"));
    assertThat(powerless.statusCode()).isEqualTo(422);
    assertThat(powerless.body()).contains("Tick what the token may do.");
    assertThat(tokens(signed)).isEmpty();
  }

  @Test
  void aTokenIsRenamedPausedResumedAndDeleted() {
    Signed signed = owner();
    house.credentials.createToken(
        signed.account().id(), "ci", Set.of(Scope.EMAIL), Actor.commandLine());
    String path = "/credentials/tokens/" + tokens(signed).getFirst().id();
    Browser browser = signed.browser();

    browser.submit(path + "/edit", path, Map.of("name", "ci-mailer", "scope", "allowlist:read"));
    assertThat(tokens(signed).getFirst().name()).isEqualTo("ci-mailer");
    assertThat(tokens(signed).getFirst().scopes()).containsExactly(Scope.ALLOWLIST_READ);
    assertThat(browser.get("/credentials").body()).contains("ci-mailer is saved.");

    browser.submit("/credentials", path + "/pause", Map.of());
    assertThat(tokens(signed).getFirst().paused()).isTrue();
    assertThat(browser.get("/credentials").body()).contains("ci-mailer is paused.");

    browser.submit("/credentials", path + "/resume", Map.of());
    assertThat(tokens(signed).getFirst().paused()).isFalse();

    assertThat(browser.get(path + "/delete").body()).contains("Delete ci-mailer?");
    browser.submit(path + "/delete", path + "/delete", Map.of());
    assertThat(tokens(signed)).isEmpty();
    assertThat(browser.get("/credentials").body()).contains("ci-mailer is deleted.");
  }

  @Test
  void theCredentialOfAnotherAccountIsNotThere() {
    Signed other = owner();
    house.credentials.createToken(
        other.account().id(), "theirs", Set.of(Scope.EMAIL), Actor.commandLine());
    String path = "/credentials/tokens/" + tokens(other).getFirst().id();
    Signed signed = owner();
    assertThat(signed.browser().get(path + "/edit").statusCode()).isEqualTo(404);
    assertThat(signed.browser().submit("/credentials", path + "/delete", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(tokens(other)).hasSize(1);
  }

  @Test
  void aViewerSeesThemAndIsOfferedNothing() {
    Signed signed = signed("professional", Role.VIEWER);
    house.credentials.createToken(
        signed.account().id(), "ci", Set.of(Scope.EMAIL), Actor.commandLine());
    assertThat(signed.browser().get("/credentials").body())
        .contains("ci", "Connection details")
        .doesNotContain("Create token", "Manage", "Delete");
    assertThat(signed.browser().get("/credentials/tokens/new").statusCode()).isEqualTo(403);
  }

  @Test
  void theDetailsSayWhereToConnect() {
    assertThat(owner().browser().get("/credentials").body())
        .contains(house.url("/v1"))
        .contains("<span class=\"mono\">2525</span> with STARTTLS")
        .contains("<span class=\"mono\">2465</span> with TLS");
  }
}

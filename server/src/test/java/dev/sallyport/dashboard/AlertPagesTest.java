package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Role;
import dev.sallyport.alert.AlertEvent;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.secret.SecretHash;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertPagesTest extends DashboardTestCase {
  private static final String URL = "https://hooks.example/T0/secret";
  private static final Pattern SECRET =
      Pattern.compile("id=\"secret-value\" readonly value=\"([^\"]+)\"");

  private List<AlertTarget> targets(Signed signed) {
    return house.alerts.list(signed.account().id());
  }

  private AlertTarget webhook(Signed signed) {
    return house
        .alerts
        .addWebhook(
            signed.account().id(), URL, EnumSet.copyOf(AlertEvent.chosen()), Actor.commandLine())
        .target();
  }

  private static HttpResponse<String> add(Signed signed, String kind, Map<String, String> typed) {
    return signed.browser().submit("/alerts/new/" + kind, "/alerts/new/" + kind, typed);
  }

  @Test
  void aWebhookIsAddedAndItsKeyShownOnce() {
    Signed signed = owner();
    HttpResponse<String> made =
        add(signed, "webhook", Map.of("address", URL, "event", "list.changed"));
    assertThat(made.statusCode()).isEqualTo(201);
    Matcher secret = SECRET.matcher(made.body());
    assertThat(secret.find()).isTrue();
    assertThat(secret.group(1)).startsWith("slw_");
    assertThat(signed.browser().get("/alerts").body())
        .contains(URL, "List changes")
        .doesNotContain(secret.group(1));
  }

  @Test
  void aWrongUrlIsAskedForAgainWithWhatWasTyped() {
    Signed signed = owner();
    HttpResponse<String> answer =
        add(signed, "webhook", Map.of("address", "ftp://x.example", "event", "entry.expiring"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("starts with https://", "ftp://x.example", "value=\"entry.expiring\" checked");
    assertThat(targets(signed)).isEmpty();
  }

  @Test
  void nothingToTellOfIsAskedForAgain() {
    Signed signed = owner();
    HttpResponse<String> answer = add(signed, "webhook", Map.of("address", URL));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Tick what to be told of.");
  }

  @Test
  void aMailAddressIsAdded() {
    Signed signed = owner();
    assertThat(
            add(signed, "mail", Map.of("address", "ops@acme.example", "event", "newcomer.denied"))
                .statusCode())
        .isEqualTo(303);
    assertThat(signed.browser().get("/alerts").body())
        .contains(
            "A mail was sent to ops@acme.example.",
            "Waiting for confirmation",
            "Denials of addresses never seen before");
  }

  @Test
  void whatItIsToldOfCanBeChanged() {
    Signed signed = owner();
    AlertTarget hook = webhook(signed);
    signed
        .browser()
        .submit(
            "/alerts/" + hook.id() + "/edit",
            "/alerts/" + hook.id(),
            Map.of("address", URL, "event", "entry.expiring"));
    assertThat(targets(signed))
        .singleElement()
        .extracting(AlertTarget::events)
        .isEqualTo(Set.of(AlertEvent.ENTRY_EXPIRING));
  }

  @Test
  void aNewKeyIsShownOnce() {
    Signed signed = owner();
    AlertTarget hook = webhook(signed);
    HttpResponse<String> answer =
        signed
            .browser()
            .submit("/alerts/" + hook.id() + "/key", "/alerts/" + hook.id() + "/key", Map.of());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(SECRET.matcher(answer.body()).find()).isTrue();
  }

  @Test
  void theOldKeySignsForADayUnlessItIsDropped() {
    Signed signed = owner();
    AlertTarget hook = webhook(signed);
    String key = "/alerts/" + hook.id() + "/key";
    signed.browser().submit(key, key, Map.of());
    assertThat(signed.browser().get("/alerts/" + hook.id()).body())
        .contains("The old one ends in 24 hours.");
    signed.browser().submit(key, key, Map.of("drop", "1"));
    assertThat(signed.browser().get("/alerts/" + hook.id()).body())
        .doesNotContain("The old one ends");
  }

  @Test
  void whoeverHasTheLinkConfirmsWithAButton() {
    Signed signed = owner();
    add(signed, "mail", Map.of("address", "asked@acme.example", "event", "list.changed"));
    AlertTarget target = targets(signed).getFirst();
    String secret = "s".repeat(32);
    house.store.write(handle ->
        handle.execute(
            "UPDATE alert_confirmation SET secret_hash = ?, expires_at = ? WHERE target_id = ?",
            SecretHash.of(secret),
            house.instant().plusSeconds(60).toEpochMilli(),
            target.id()));
    Browser reader = browser();
    assertThat(reader.get("/confirm/" + secret).body())
        .contains("Get alerts of " + signed.account().name(), "asked@acme.example", "List changes");
    assertThat(targets(signed).getFirst().confirmed()).as("only looked at").isFalse();

    assertThat(reader.submit("/confirm/" + secret, "/confirm/" + secret, Map.of()).body())
        .contains("Confirmed");

    assertThat(targets(signed).getFirst().confirmed()).isTrue();
    assertThat(reader.get("/confirm/" + secret).statusCode()).isEqualTo(404);
    assertThat(signed.browser().get("/audit").body())
        .contains("asked@acme.example</b> confirmed for alerts");
  }

  @Test
  void aFormOfAnotherSiteConfirmsNothing() {
    assertThat(browser().post("/confirm/" + "s".repeat(32), Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void theMailIsNotSentAgainAtOnce() {
    Signed signed = owner();
    add(signed, "mail", Map.of("address", "twice@acme.example", "event", "list.changed"));
    String again = "/alerts/" + targets(signed).getFirst().id() + "/confirmation";
    assertThat(signed.browser().submit("/alerts", again, Map.of()).statusCode()).isEqualTo(429);
    house.pass(Duration.ofMinutes(2));
    assertThat(signed.browser().submit("/alerts", again, Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void aDeletedWebhookIsGone() {
    Signed signed = owner();
    AlertTarget hook = webhook(signed);
    signed
        .browser()
        .submit("/alerts/" + hook.id() + "/delete", "/alerts/" + hook.id() + "/delete", Map.of());
    assertThat(targets(signed)).isEmpty();
  }

  @Test
  void theLogShowsWhatWasSent() {
    Signed signed = owner();
    AlertTarget hook = webhook(signed);
    house.alerts.test(hook, Actor.commandLine());
    assertThat(signed.browser().get("/alerts/" + hook.id()).body())
        .contains("Sallyport: a test", "Waiting");
  }

  @Test
  void aViewerSeesTheHostAndCanChangeNothing() {
    Signed signed = signed("professional", Role.VIEWER);
    AlertTarget hook = webhook(signed);
    assertThat(signed.browser().get("/alerts").body())
        .contains("hooks.example")
        .doesNotContain("/T0/secret", "Add webhook", "Send a test");
    for (String form : List.of("/new/webhook", "/" + hook.id() + "/edit")) {
      assertThat(signed.browser().get("/alerts" + form).statusCode()).isEqualTo(403);
    }
    for (String action :
        List.of(
            "/new/webhook",
            "/" + hook.id(),
            "/" + hook.id() + "/test",
            "/" + hook.id() + "/key",
            "/" + hook.id() + "/confirmation",
            "/" + hook.id() + "/delete")) {
      HttpResponse<String> answer =
          signed.browser().submit("/allowlist", "/alerts" + action, Map.of("address", URL));
      assertThat(answer.body()).as(action).contains("Your role here is viewer");
    }
    assertThat(targets(signed)).hasSize(1);
  }

  @Test
  void anotherAccountsWebhookIsNotThere() {
    AlertTarget other = webhook(owner());
    assertThat(owner().browser().get("/alerts/" + other.id()).statusCode()).isEqualTo(404);
  }
}

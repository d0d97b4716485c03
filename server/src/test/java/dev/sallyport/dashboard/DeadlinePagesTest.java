package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Mode;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinePagesTest extends DashboardTestCase {

  private static HttpResponse<String> addWithin(Signed signed, String address) {
    return signed
        .browser()
        .submit(
            "/allowlist/new",
            "/allowlist",
            Map.of("name", "New", "address", address, "confirm_within", "10m"));
  }

  private Signed withEntry() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    return signed;
  }

  @Test
  void theFirstEntryIsNotOfferedToGoBack() {
    assertThat(owner().browser().get("/allowlist/new").body()).doesNotContain("confirm_within");
  }

  @Test
  void aChangeThatWaitsIsShownAndConfirmed() {
    Signed signed = withEntry();
    assertThat(signed.browser().get("/allowlist/new").body()).contains("name=\"confirm_within\"");
    assertThat(addWithin(signed, "192.0.2.2").statusCode()).isEqualTo(303);
    assertThat(signed.browser().get("/allowlist").body())
        .contains("The last change goes back by itself", "in 10 minutes", "Go back now");

    signed.browser().submit("/allowlist", "/allowlist/confirm", Map.of());
    assertThat(signed.browser().get("/allowlist").body())
        .contains("The change stands.")
        .doesNotContain("goes back by itself");
    assertThat(signed.browser().get("/history").body()).contains("Confirmed by " + signed.email());
  }

  /** Each question before a change of a list that holds something offers it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/delete",
        "/edit",
        "/renew",
        "selected",
        "import",
        "monitor",
        "restore",
        "narrow"
      })
  void goingBackIsOfferedWhereverAChangeIsMade(String change) {
    Signed signed = withEntry();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.0/24", "Trial", null, house.instant().plus(Duration.ofDays(2))));
    String entry = "/allowlist/" + house.list(signed.account()).entries().getLast().id();
    house.called(signed.account(), "billing", "192.0.2.9", 3);
    Map<String, String> form = Browser.hidden(signed.browser().get("/allowlist").body());
    String page =
        switch (change) {
          case "selected" -> {
            form.put("entry", first(signed).id());
            yield signed.browser().post("/allowlist/selected/delete", form).body();
          }
          case "import" -> {
            form.put("text", "192.0.2.77 Branch");
            yield signed.browser().post("/allowlist/import/preview", form).body();
          }
          case "narrow" -> {
            form.put("part", "192.0.2.8");
            yield signed.browser().post(entry + "/narrow", form).body();
          }
          case "monitor" -> signed.browser().get("/allowlist/monitor").body();
          case "restore" -> signed.browser().get("/history/1/restore").body();
          default -> signed.browser().get(entry + change).body();
        };
    assertThat(page).contains("name=\"confirm_within\"");
  }

  @Test
  void anImportGoesBackWhereThatIsTicked() {
    Signed signed = withEntry();
    Map<String, String> form = Browser.hidden(signed.browser().get("/allowlist/import").body());
    form.put("text", "192.0.2.77 Branch");
    form.put("confirm_within", "10m");
    assertThat(signed.browser().post("/allowlist/import", form).statusCode()).isEqualTo(303);
    assertThat(house.allowlists.confirmations().waiting(house.list(signed.account()).ref()))
        .isPresent();
  }

  @Test
  void nothingGoesBackToAnEmptyList() {
    Signed signed = owner();
    Map<String, String> form = Browser.hidden(signed.browser().get("/allowlist/import").body());
    form.put("text", "192.0.2.77 Branch");
    form.put("confirm_within", "10m");
    form.put("acknowledge", "closes_account");
    HttpResponse<String> answer = signed.browser().post("/allowlist/import", form);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("going back would open it to every address again");
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void aChangeThatWaitsIsTakenBackNow() {
    Signed signed = withEntry();
    addWithin(signed, "192.0.2.2");
    signed.browser().submit("/allowlist", "/allowlist/revert", Map.of());
    assertThat(house.list(signed.account()).entries()).hasSize(1);
    assertThat(signed.browser().get("/history").body()).contains("The change before taken back");
  }

  @Test
  void aPageThatShowedAnEarlierChangeConfirmsNothing() {
    Signed signed = withEntry();
    addWithin(signed, "192.0.2.2");
    HttpResponse<String> answer =
        signed.browser().submit("/allowlist", "/allowlist/confirm", Map.of("revision", "1"));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("does not wait any more");
  }

  @Test
  void theWishToGoBackIsKeptWhereTheFormComesAgain() {
    Signed signed = withEntry();
    assertThat(addWithin(signed, "not an address").body())
        .contains("name=\"confirm_within\" value=\"10m\" checked");
  }

  @Test
  void aViewerCannotSettleIt() {
    Signed signed = signed("professional", Role.VIEWER);
    for (String action : new String[] {"/allowlist/confirm", "/allowlist/revert"}) {
      assertThat(signed.browser().submit("/allowlist", action, Map.of()).statusCode())
          .isEqualTo(403);
    }
  }

  /** Going back would open the account again, which needs a word of its own. */
  @Test
  void monitorModeEndsSoThatItMayComeBackOnceThatIsAgreedTo() {
    Signed signed = withEntry();
    house.change(signed.account(), new Change.SetMode(Mode.MONITOR));
    Map<String, String> form = Browser.hidden(signed.browser().get("/allowlist").body());
    form.put("confirm_within", "10m");

    HttpResponse<String> asked = signed.browser().post("/allowlist/enforce", form);
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body())
        .contains("goes back to monitor mode", "value=\"opens_account\"", "value=\"10m\" checked");

    form.put("acknowledge", "opens_account");
    assertThat(signed.browser().post("/allowlist/enforce", form).statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).mode()).isEqualTo(Mode.ENFORCE);
    assertThat(house.allowlists.confirmations().waiting(house.list(signed.account()).ref()))
        .isPresent();
  }
}

package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}

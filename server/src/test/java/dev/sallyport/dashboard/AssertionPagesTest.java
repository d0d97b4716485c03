package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssertionPagesTest extends DashboardTestCase {
  private static final String PAGE = "/allowlist/assertions";

  private Signed withEntry() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    return signed;
  }

  private static HttpResponse<String> add(Signed signed, String address, String expected) {
    return signed
        .browser()
        .submit(PAGE, PAGE, Map.of("address", address, "name", "Relay", "expected", expected));
  }

  @Test
  void theListLeadsThere() {
    assertThat(withEntry().browser().get("/allowlist").body()).contains("href=\"" + PAGE + "\"");
  }

  @Test
  void oneThatIsAddedIsShownWithItsState() {
    Signed signed = withEntry();
    assertThat(add(signed, "8.8.8.8", "denied").statusCode()).isEqualTo(303);
    assertThat(signed.browser().get(PAGE).body())
        .contains("Relay is saved.", "8.8.8.8", "must be denied", "Holds");
  }

  @Test
  void oneThatDoesNotHoldComesBackWithWhatWasTyped() {
    HttpResponse<String> answer = add(withEntry(), "192.0.2.1", "denied");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("192.0.2.1 is not denied now", "value=\"192.0.2.1\"", "value=\"Relay\"")
        .contains("value=\"denied\" checked");
  }

  @Test
  void aChangeThatBreaksOneIsRefusedOnTheList() {
    Signed signed = withEntry();
    add(signed, "192.0.2.1", "allowed");
    HttpResponse<String> answer =
        signed
            .browser()
            .submit("/allowlist", "/allowlist/" + first(signed).id() + "/pause", Map.of());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Relay: 192.0.2.1 must be allowed, and would not be.");
    assertThat(first(signed).paused()).isFalse();
  }

  @Test
  void aFormThatBreaksOneComesBackWithWhatWasTyped() {
    Signed signed = withEntry();
    add(signed, "8.8.8.8", "denied");
    HttpResponse<String> answer =
        signed
            .browser()
            .submit("/allowlist/new", "/allowlist", Map.of("name", "Wide", "address", "8.0.0.0/8"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Relay: 8.8.8.8 must be denied", "value=\"8.0.0.0/8\"", "href=\"" + PAGE + "\"");
  }

  @Test
  void itsPreviewTellsOfIt() {
    Signed signed = withEntry();
    add(signed, "8.8.8.8", "denied");
    assertThat(
            signed
                .browser()
                .submit(
                    "/allowlist/new",
                    "/allowlist/preview",
                    Map.of("name", "Wide", "address", "8.0.0.0/8"))
                .body())
        .contains("Relay: 8.8.8.8 must be denied");
  }

  @Test
  void oneIsDeleted() {
    Signed signed = withEntry();
    add(signed, "8.8.8.8", "denied");
    String page = signed.browser().get(PAGE).body();
    String action = page.replaceAll("(?s).*href=\"(" + PAGE + "/[0-9a-f]+/delete)\".*", "$1");
    assertThat(signed.browser().get(action).body())
        .contains("Delete assertion", "A change of the list may then allow 8.8.8.8");
    assertThat(signed.browser().submit(PAGE, action, Map.of()).statusCode()).isEqualTo(303);
    assertThat(signed.browser().get(PAGE).body()).contains("Nothing is asserted yet");
  }

  @Test
  void aViewerSeesThemAndCannotChangeThem() {
    Signed signed = signed("professional", Role.VIEWER);
    assertThat(signed.browser().get(PAGE).body())
        .contains("Nothing is asserted yet")
        .doesNotContain("Add an assertion");
    assertThat(add(signed, "8.8.8.8", "allowed").statusCode()).isEqualTo(403);
  }
}

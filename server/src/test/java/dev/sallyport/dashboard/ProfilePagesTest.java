package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilePagesTest extends DashboardTestCase {
  private static final String NEW_PASSWORD = "another password";

  @BeforeEach
  void letTheSlowingPass() {
    house.pass(Duration.ofMinutes(20));
  }

  @Test
  void aViewerChangesTheOwnPasswordAndOtherSessionsEnd() {
    Signed signed = signed("professional", Role.VIEWER);
    Browser other = browser().signedIn(signed.email());

    HttpResponse<String> done = change(signed, DashboardHouse.PASSWORD, NEW_PASSWORD);

    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(signed.browser().get("/profile").body()).contains("Your password is changed.");
    assertThat(other.get("/profile").statusCode()).isEqualTo(303);
    assertThat(house.members.authenticate(signed.email(), NEW_PASSWORD)).isPresent();
  }

  @Test
  void thePresentPasswordIsAskedFor() {
    Signed signed = owner();

    HttpResponse<String> wrong = change(signed, "not the password", NEW_PASSWORD);
    HttpResponse<String> weak = change(signed, DashboardHouse.PASSWORD, "short");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("That is not your password.").doesNotContain(NEW_PASSWORD);
    assertThat(weak.statusCode()).isEqualTo(422);
    assertThat(weak.body()).contains("at least 12 characters");
    assertThat(house.members.authenticate(signed.email(), DashboardHouse.PASSWORD)).isPresent();
  }

  @Test
  void guessingThePresentPasswordIsSlowed() {
    Signed signed = owner();
    for (int i = 0; i < 5; i++) {
      assertThat(change(signed, "guess number " + i, NEW_PASSWORD).statusCode()).isEqualTo(422);
    }

    HttpResponse<String> slowed = change(signed, DashboardHouse.PASSWORD, NEW_PASSWORD);

    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.body()).contains("Too many tries from this address. Wait 1 second.");
    assertThat(slowed.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void theSessionsAreListedWithThisOneMarked() {
    Signed signed = owner();
    Browser other = browserAt("127.0.0.5").signedIn(signed.email());

    String page = signed.browser().get("/profile").body();

    assertThat(page).containsOnlyOnce("This one").contains("127.0.0.1").contains("127.0.0.5");
    assertThat(other.get("/profile").body()).containsOnlyOnce("This one");
  }

  @Test
  void anotherSessionIsEnded() {
    Signed signed = owner();
    Browser other = browserAt("127.0.0.5").signedIn(signed.email());
    Matcher end =
        Pattern.compile("/profile/sessions/[0-9a-f]{24}/end")
            .matcher(signed.browser().get("/profile").body());
    assertThat(end.find()).isTrue();

    assertThat(signed.browser().submit("/profile", end.group(), Map.of()).statusCode())
        .isEqualTo(303);

    assertThat(other.get("/profile").statusCode()).isEqualTo(303);
    assertThat(signed.browser().get("/profile").body()).contains("That session has ended.");
    assertThat(signed.browser().submit("/profile", end.group(), Map.of()).statusCode())
        .as("again")
        .isEqualTo(404);
  }

  @Test
  void allOtherSessionsAreEnded() {
    Signed signed = owner();
    Browser one = browser().signedIn(signed.email());
    Browser two = browser().signedIn(signed.email());

    signed.browser().submit("/profile", "/profile/sessions/end-others", Map.of());

    assertThat(one.get("/profile").statusCode()).isEqualTo(303);
    assertThat(two.get("/profile").statusCode()).isEqualTo(303);
    assertThat(signed.browser().get("/profile").statusCode()).isEqualTo(200);
  }

  @Test
  void theSessionOfAnotherMemberIsNotEnded() {
    Signed signed = owner();
    Signed other = owner();
    String id =
        house
            .people
            .sessions()
            .list(house.members.list(other.account().id()).getFirst().member().id())
            .getFirst()
            .id();

    HttpResponse<String> answer =
        signed.browser().submit("/profile", "/profile/sessions/" + id + "/end", Map.of());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(other.browser().get("/profile").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox on Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0|Edge on Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/26.0 Safari/605.1.15|Safari on macOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1|Chrome on iPhone",
        "curl/8.14.1|curl/8.14.1",
        "''|Unknown browser"
      })
  void aBrowserIsNamedInFewWords(String agent, String name) {
    assertThat(BrowserName.of(agent)).isEqualTo(name);
  }

  private static HttpResponse<String> change(Signed signed, String present, String password) {
    return signed
        .browser()
        .submit("/profile", "/profile/password", Map.of("present", present, "password", password));
  }
}

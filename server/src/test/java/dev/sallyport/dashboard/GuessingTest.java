package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuessingTest extends DashboardTestCase {

  @Test
  void guessesAreSlowedByAddressAndNeverLockTheMember() {
    house.account("Guessed at", "guessed@example.com", Role.OWNER);
    Browser guesser = browser();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(guesser, "wrong password " + i).statusCode()).isEqualTo(422);
    }
    assertSlowed(signIn(guesser, DashboardHouse.PASSWORD), "Wait 1 second.", "1");

    assertThat(signIn(browserAt("127.0.0.2"), DashboardHouse.PASSWORD).statusCode()).isEqualTo(303);
    house.pass(Duration.ofSeconds(1));
    assertThat(signIn(guesser, DashboardHouse.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void theWaitGrowsToFiveMinutes() {
    house.account("Grows", "grows@example.com", Role.OWNER);
    Browser guesser = browserAt("127.0.0.7");
    for (int i = 0; i < 12; i++) {
      assertThat(signIn(guesser, "wrong password " + i).statusCode()).isEqualTo(422);
      house.pass(Duration.ofMinutes(3));
    }
    assertThat(signIn(guesser, "wrong password").statusCode()).isEqualTo(422);
    assertSlowed(signIn(guesser, DashboardHouse.PASSWORD), "Wait 5 minutes.", "256");
    assertThat(signIn(guesser, "wrong password").statusCode()).isEqualTo(429);
    house.pass(Duration.ofMinutes(5));
    assertThat(signIn(guesser, "wrong password").statusCode()).isEqualTo(422);
    assertSlowed(signIn(guesser, DashboardHouse.PASSWORD), "Wait 5 minutes.", "300");
  }

  private static void assertSlowed(HttpResponse<String> answer, String wait, String seconds) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("Too many tries from this address. " + wait);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue(seconds);
  }

  private static HttpResponse<String> signIn(Browser browser, String password) {
    return browser.submit(
        "/signin", "/signin", Map.of("email", "guessed@example.com", "password", password));
  }
}

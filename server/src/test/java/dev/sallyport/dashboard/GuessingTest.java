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
    for (int i = 0; i < 10; i++) {
      assertThat(signIn(guesser, "wrong password " + i).statusCode()).isEqualTo(422);
    }
    HttpResponse<String> slowed = signIn(guesser, DashboardHouse.PASSWORD);
    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.body()).contains("Too many tries from this address. Wait 5 minutes.");
    assertThat(slowed.headers().firstValue("Retry-After")).hasValue("300");

    assertThat(signIn(browserAt("127.0.0.2"), DashboardHouse.PASSWORD).statusCode()).isEqualTo(303);

    house.pass(Duration.ofMinutes(5));
    assertThat(signIn(guesser, DashboardHouse.PASSWORD).statusCode()).isEqualTo(303);
  }

  private static HttpResponse<String> signIn(Browser browser, String password) {
    return browser.submit(
        "/signin", "/signin", Map.of("email", "guessed@example.com", "password", password));
  }
}

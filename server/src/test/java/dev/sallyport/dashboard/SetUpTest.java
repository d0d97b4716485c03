package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetUpTest {
  private static final Map<String, String> TYPED =
      Map.of(
          "name", "Production",
          "plan", "professional",
          "email", "Owner@example.com",
          "password", "a long enough secret");

  private DashboardHouse house;
  private Browser browser;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    house = new DashboardHouse(folder);
    browser = new Browser(house);
  }

  @AfterEach
  void close() {
    browser.close();
    house.close();
  }

  @Test
  void theLinkMakesTheFirstAccountAndSignsItsOwnerInOnce() {
    String link = "/setup/" + house.members.newSetupSecret();
    HttpResponse<String> made = browser.submit(link, link, TYPED);

    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(browser.get("/allowlist").body())
        .contains("Production", "Professional plan", "owner@example.com", "Open to every IP");

    try (Browser second = new Browser(house)) {
      assertThat(second.get(link).statusCode()).isEqualTo(404);
    }
    assertThat(house.accounts.list()).hasSize(1);
  }

  @Test
  void aFieldThatIsWrongKeepsTheLinkAndWhatWasTyped() {
    String link = "/setup/" + house.members.newSetupSecret();
    HttpResponse<String> answer =
        browser.submit(
            link,
            link,
            Map.of(
                "name", "Pro <b>duction",
                "plan", "starter",
                "email", "owner@example.com",
                "password", "short"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("A password has at least 12 characters")
        .contains("value=\"Pro &lt;b>duction\"")
        .contains("value=\"owner@example.com\"")
        .doesNotContain("short\"");
    assertThat(house.accounts.list()).isEmpty();

    assertThat(browser.submit(link, link, TYPED).statusCode()).isEqualTo(303);
  }

  @Test
  void aGuessedLinkMakesNothing() {
    house.members.newSetupSecret();
    assertThat(browser.get("/setup/guessed").statusCode()).isEqualTo(404);
    assertThat(browser.submit("/signin", "/setup/guessed", TYPED).statusCode()).isEqualTo(404);
    assertThat(house.accounts.list()).isEmpty();
  }

  @Test
  void theLinkLastsAnHour() {
    String link = "/setup/" + house.members.newSetupSecret();
    house.pass(Duration.ofMinutes(61));
    assertThat(browser.get(link).statusCode()).isEqualTo(404);
  }

  @Test
  void untilThenTheSignInPageSaysHowToBegin() {
    assertThat(browser.get("/signin").body()).contains("Nobody can sign in yet.");
  }
}

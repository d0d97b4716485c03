package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondFactorSignInTest extends DashboardTestCase {
  private static final String PATH = "/profile/two-factor";
  private static final Pattern SEED = Pattern.compile("(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}");
  private static final Pattern RECOVERY = Pattern.compile("<li>([a-z2-7]{4}(?:-[a-z2-7]{4}){3})");

  @BeforeEach
  void letTheSlowingPass() {
    house.pass(Duration.ofMinutes(20));
  }

  @Test
  void itIsSetUpWithAPictureACodeAndThePassword() {
    Signed signed = owner();
    String seed = begin(signed);
    String page = signed.browser().get(PATH).body();
    assertThat(page).contains("<svg class=\"qr\"").contains("Code that the app shows");

    HttpResponse<String> wrong = confirm(signed, "000000x", DashboardHouse.PASSWORD);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("That code does not match").contains("<svg class=\"qr\"");

    HttpResponse<String> done = confirm(signed, code(seed), DashboardHouse.PASSWORD);
    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(recovery(done)).hasSize(10);
    assertThat(signed.browser().get("/profile").body()).contains("10\u00a0recovery codes are left");
    assertThat(signed.browser().get(PATH).statusCode()).as("the seed again").isEqualTo(303);
  }

  @Test
  void itIsNotTurnedOnWithoutThePassword() {
    Signed signed = owner();
    String seed = begin(signed);

    HttpResponse<String> answer = confirm(signed, code(seed), "not the password");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("That is not your password.");
  }

  @Test
  void aSignInAsksForTheCodeAfterThePassword() {
    Signed signed = owner();
    String seed = turnOn(signed).seed();
    Browser browser = browser();

    HttpResponse<String> first = password(browser, signed.email(), DashboardHouse.PASSWORD);
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("Location")).hasValue("/signin/code?next=%2Fmembers");
    assertThat(browser.get("/allowlist").statusCode()).as("half way").isEqualTo(303);

    HttpResponse<String> wrong = code(browser, "000000x");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("That code does not match.");

    house.pass(Duration.ofMinutes(1));
    HttpResponse<String> second = code(browser, code(seed));
    assertThat(second.statusCode()).isEqualTo(303);
    assertThat(second.headers().firstValue("Location")).hasValue("/members");
    assertThat(browser.get("/allowlist").statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordTellsNothingOfASecondFactor() {
    Signed signed = owner();
    turnOn(signed);
    String with = password(browser(), signed.email(), "not the password").body();
    String without = password(browser(), "nobody@example.com", "not the password").body();

    assertThat(with).contains("That email and password do not match.");
    assertThat(stripped(with, signed.email())).isEqualTo(stripped(without, "nobody@example.com"));
  }

  @Test
  void thePageOfTheCodeIsOnlyForWhoShowedThePassword() {
    HttpResponse<String> answer = browser().get("/signin/code?next=%2Fmembers");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/signin?next=%2Fmembers");
  }

  @Test
  void aRecoveryCodeSignsInOnce() {
    Signed signed = owner();
    String spare = turnOn(signed).recovery().getFirst();

    Browser one = browser();
    password(one, signed.email(), DashboardHouse.PASSWORD);
    assertThat(code(one, spare).statusCode()).isEqualTo(303);
    Browser two = browser();
    password(two, signed.email(), DashboardHouse.PASSWORD);
    assertThat(code(two, spare).statusCode()).isEqualTo(422);
  }

  @Test
  void wrongCodesAreSlowedByAddress() {
    Signed signed = owner();
    String seed = turnOn(signed).seed();
    house.pass(Duration.ofMinutes(20));
    Browser browser = browser();
    password(browser, signed.email(), "not the password");
    password(browser, signed.email(), DashboardHouse.PASSWORD);
    for (int i = 0; i < 4; i++) {
      assertThat(code(browser, "000000x").statusCode()).isEqualTo(422);
    }

    HttpResponse<String> slowed = code(browser, code(seed));
    assertThat(slowed.statusCode()).isEqualTo(429);
    assertThat(slowed.body()).contains("Too many tries from this address. Wait 1 second.");

    Browser elsewhere = browserAt("127.0.0.3");
    password(elsewhere, signed.email(), DashboardHouse.PASSWORD);
    assertThat(code(elsewhere, code(seed)).statusCode()).isEqualTo(303);
  }

  @Test
  void afterFiveWrongCodesTheSignInStartsAgain() {
    Signed signed = owner();
    turnOn(signed);
    Browser browser = browser();
    password(browser, signed.email(), DashboardHouse.PASSWORD);
    Map<String, String> fields = Browser.hidden(browser.get("/signin/code").body());
    fields.put("code", "000000x");
    for (int i = 0; i < 5; i++) {
      assertThat(browser.post("/signin/code", fields).statusCode()).isEqualTo(422);
    }
    house.pass(Duration.ofSeconds(2));

    HttpResponse<String> answer = browser.post("/signin/code", fields);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Start again.").contains("<h1>Sign in</h1>");
  }

  @Test
  void thePasswordTurnsItOff() {
    Signed signed = owner();
    turnOn(signed);
    HttpResponse<String> wrong = asked(signed, "/off", "not the password");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("That is not your password.");

    assertThat(asked(signed, "/off", DashboardHouse.PASSWORD).statusCode()).isEqualTo(303);

    assertThat(signed.browser().get("/profile").body())
        .contains("Two-factor sign-in is off.")
        .contains("Set up two-factor sign-in");
    assertThat(password(browser(), signed.email(), DashboardHouse.PASSWORD).headers())
        .satisfies(headers -> assertThat(headers.firstValue("Location")).hasValue("/members"));
  }

  @Test
  void newRecoveryCodesAreShownOnce() {
    Signed signed = owner();
    List<String> old = turnOn(signed).recovery();

    HttpResponse<String> made = asked(signed, "/codes", DashboardHouse.PASSWORD);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(recovery(made)).hasSize(10).doesNotContainAnyElementsOf(old);
  }

  @Test
  void theListOfMembersShowsIt() {
    Signed signed = owner();
    turnOn(signed);

    assertThat(signed.browser().get("/members").body()).contains("Two-factor </span>On");
  }

  private static String stripped(String page, String email) {
    return page.replace(email, "").replaceAll("value=\"[0-9a-f]{64}\"", "");
  }

  private HttpResponse<String> asked(Signed signed, String step, String password) {
    return signed.browser().submit(PATH + step, PATH + step, Map.of("present", password));
  }

  private TurnedOn turnOn(Signed signed) {
    String seed = begin(signed);
    HttpResponse<String> done = confirm(signed, code(seed), DashboardHouse.PASSWORD);
    house.pass(Duration.ofMinutes(1));
    return new TurnedOn(seed, recovery(done));
  }

  private String begin(Signed signed) {
    assertThat(signed.browser().submit("/profile", PATH, Map.of()).statusCode()).isEqualTo(303);
    Matcher matcher = SEED.matcher(signed.browser().get(PATH).body());
    assertThat(matcher.find()).isTrue();
    return matcher.group().replace(" ", "");
  }

  private static HttpResponse<String> confirm(Signed signed, String code, String password) {
    return signed
        .browser()
        .submit(PATH, PATH + "/confirm", Map.of("code", code, "present", password));
  }

  private static HttpResponse<String> password(Browser browser, String email, String password) {
    return browser.submit(
        "/signin?next=%2Fmembers", "/signin", Map.of("email", email, "password", password));
  }

  private static HttpResponse<String> code(Browser browser, String code) {
    return browser.submit("/signin/code?next=%2Fmembers", "/signin/code", Map.of("code", code));
  }

  private String code(String seed) {
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(Base32.decode(seed), "HmacSHA1"), house.instant());
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> recovery(HttpResponse<String> page) {
    return RECOVERY.matcher(page.body()).results().map(found -> found.group(1)).toList();
  }

  private record TurnedOn(String seed, List<String> recovery) {}
}

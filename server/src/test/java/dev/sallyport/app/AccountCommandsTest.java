package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountCommandsTest {
  private static final String PASSWORD = "correct horse battery\n";

  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
  }

  private void assertRefused(Ran ran, String message) {
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(message);
  }

  @Test
  void makesAnAccountAndAnswersItsIdNameAndPlan() {
    Ran ran = house.succeed("account", "create", "other", "--plan", "free", "--json");
    assertThat(ran.out())
        .matches("\\{\"id\":\"[0-9a-f]{24}\",\"name\":\"other\",\"plan\":\"free\"}\\R");
  }

  @Test
  void refusesATakenNameAndNamesTheField() {
    assertRefused(house.run("account", "create", "acme", "--plan", "free"), "name: ");
  }

  @Test
  void refusesAnUnknownPlanAndNamesTheField() {
    assertRefused(house.run("account", "create", "other", "--plan", "gold"), "plan: ");
  }

  @Test
  void takesAPlanOfTheSettings() {
    house.succeed(
        "account", "create", "other", "--plan", "gold", "--set", "plans.gold.allowlist=true");
  }

  @Test
  void makesAnOwnerWithThePasswordOfStandardInput() {
    Ran ran =
        house.runWith(
            PASSWORD,
            "account",
            "create",
            "other",
            "--plan",
            "starter",
            "--owner",
            "me@example.com",
            "--password-stdin");
    assertThat(ran.code()).isZero();
    assertThat(house.succeed("member", "list", "other", "--json").out())
        .contains("\"email\":\"me@example.com\",\"role\":\"owner\"");
  }

  @Test
  void makesNoAccountWhereItsOwnerIsRefused() {
    Ran ran =
        house.runWith(
            "short\n",
            "account",
            "create",
            "other",
            "--plan",
            "starter",
            "--owner",
            "me@example.com",
            "--password-stdin");
    assertRefused(ran, "password: ");
    assertThat(house.succeed("account", "list").out()).doesNotContain("other");
  }

  @Test
  void asksForAPasswordOnlyAtATerminal() {
    Ran ran =
        house.run("account", "create", "other", "--plan", "free", "--owner", "me@example.com");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--password-stdin");
    assertThat(house.succeed("account", "list").out()).doesNotContain("other");
  }

  @Test
  void listsAccountsWithTheirStateAndDomains() {
    house.succeed("account", "domain", "add", "acme", "Example.com");
    house.succeed("account", "pause", "acme");
    assertThat(house.succeed("account", "list", "--json").out())
        .contains("\"name\":\"acme\",\"plan\":\"starter\",\"status\":\"paused\"")
        .contains("\"domains\":[\"example.com\"]");
  }

  @Test
  void findsAnAccountByItsId() {
    String id = house.succeed("account", "list", "--json").field("id");
    house.succeed("account", "resume", id);
  }

  @Test
  void refusesAnAccountThatIsNotThere() {
    assertRefused(house.run("account", "pause", "nobody"), "There is no account “nobody”");
  }

  @Test
  void saysThatEntriesStayEnforcedOnAPlanWithoutAList() {
    house.succeed("allowlist", "add", "acme", "192.0.2.1", "--name", "Office", "--yes");
    Ran ran = house.succeed("account", "plan", "acme", "free");
    assertThat(ran.err()).contains("stay enforced");
    assertThat(house.run("allowlist", "check", "acme", "198.51.100.9").code()).isEqualTo(1);
  }

  @Test
  void takesADomainOff() {
    house.succeed("account", "domain", "add", "acme", "example.com");
    assertThat(house.succeed("account", "domain", "remove", "acme", "example.com").out())
        .contains("any domain");
  }

  @Test
  void deletesAnAccountOnlyWhereThatIsSaidTwice() {
    assertRefused(house.run("account", "delete", "acme"), "add --yes");
    house.succeed("account", "delete", "acme", "--yes");
    assertThat(house.succeed("account", "list").out()).doesNotContain("acme");
  }

  @Test
  void makesAMemberWithARole() {
    Ran ran =
        house.runWith(
            PASSWORD,
            "member",
            "create",
            "acme",
            "Me@example.com",
            "--role",
            "admin",
            "--password-stdin",
            "--json");
    assertThat(ran.code()).isZero();
    assertThat(ran.field("role")).isEqualTo("admin");
    assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD.strip());
  }

  @Test
  void resetsAPassword() {
    house.runWith(PASSWORD, "member", "create", "acme", "me@example.com", "--password-stdin");
    assertThat(
            house
                .runWith(
                    "another long password\r\n",
                    "member",
                    "reset-password",
                    "me@example.com",
                    "--password-stdin")
                .code())
        .isZero();
  }

  @Test
  void refusesToResetThePasswordOfNobody() {
    assertRefused(
        house.runWith(
            PASSWORD, "member", "reset-password", "nobody@example.com", "--password-stdin"),
        "email: ");
  }

  @Test
  void invitesAMember() {
    Ran ran =
        house.succeed(
            "member",
            "invite",
            "acme",
            "new@example.com",
            "--role",
            "admin",
            "--json",
            "--set",
            "public.url=https://gate.example.com");
    assertThat(ran.field("role")).isEqualTo("admin");
    assertThat(ran.field("link")).matches("https://gate\\.example\\.com/invite/[A-Za-z0-9_-]{32}");
    assertThat(house.succeed("member", "invite", "acme", "new@example.com").out())
        .matches("(?s)/invite/[A-Za-z0-9_-]{32}\\s*");
  }

  @Test
  void changesARoleAndKeepsAnOwner() {
    house.runWith(
        PASSWORD,
        "member",
        "create",
        "acme",
        "me@example.com",
        "--role",
        "owner",
        "--password-stdin");
    assertRefused(house.run("member", "role", "acme", "me@example.com", "viewer"), "only owner");
    assertRefused(house.run("member", "remove", "acme", "me@example.com"), "only owner");
    assertRefused(house.run("member", "role", "acme", "you@example.com", "viewer"), "no member");

    house.runWith(PASSWORD, "member", "create", "acme", "you@example.com", "--password-stdin");
    house.succeed("member", "role", "acme", "YOU@example.com", "owner");
    house.succeed("member", "remove", "acme", "me@example.com");

    assertThat(house.succeed("member", "list", "acme", "--json").out())
        .contains("\"email\":\"you@example.com\",\"role\":\"owner\"")
        .doesNotContain("me@example.com");
  }

  @Test
  void takesNoSecondFactorOffThatIsNotThere() {
    house.runWith(PASSWORD, "member", "create", "acme", "me@example.com", "--password-stdin");
    assertRefused(
        house.run("member", "reset-two-factor", "me@example.com"), "has no second factor");
    assertRefused(
        house.run("member", "reset-two-factor", "nobody@example.com"), "No member has the email");
  }
}

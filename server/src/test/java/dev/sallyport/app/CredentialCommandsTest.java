package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialCommandsTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
  }

  @Test
  void makesATokenThatOnlySends() {
    assertThat(house.succeed("token", "create", "acme", "--name", "billing", "--json").out())
        .matches(
            "\\{\"id\":\"[0-9a-f]{24}\",\"name\":\"billing\",\"token\":\"sly_[^\"]{20,}\",\"scopes\":\\[\"email\"]}\\R");
  }

  @Test
  void makesATokenWithScopes() {
    assertThat(
            house
                .succeed(
                    "token",
                    "create",
                    "acme",
                    "--name",
                    "deploy",
                    "--scopes",
                    "allowlist:write,allowlist:read",
                    "--json")
                .out())
        .contains("\"scopes\":[\"allowlist:read\",\"allowlist:write\"]");
  }

  @Test
  void makesATokenWithAllScopes() {
    assertThat(
            house
                .succeed("token", "create", "acme", "--name", "x", "--scopes", "all", "--json")
                .out())
        .contains("credentials", "activity:read", "allowlist:write");
  }

  @Test
  void refusesAnUnknownScopeAndNamesThoseThereAre() {
    Ran ran = house.run("token", "create", "acme", "--name", "x", "--scopes", "email,mail");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--scopes", "“mail”", "allowlist:read");
  }

  @Test
  void showsATokenOnce() {
    String token = house.succeed("token", "create", "acme", "--name", "x", "--json").field("token");
    assertThat(house.succeed("token", "list", "acme", "--json").out())
        .contains("\"status\":\"active\"")
        .doesNotContain(token);
    assertThat(house.succeed("token", "list", "acme").out()).doesNotContain(token);
  }

  @Test
  void makesAnSmtpUserWithItsPassword() {
    assertThat(house.succeed("smtp-user", "create", "acme", "--name", "printer", "--json").out())
        .matches(
            "\\{\"id\":\"[0-9a-f]{24}\",\"name\":\"printer\",\"username\":\"[^\"]+\",\"password\":\"[^\"]{20,}\"}\\R");
  }

  @Test
  void pausesAndResumesByName() {
    house.succeed("token", "create", "acme", "--name", "billing");
    assertThat(house.succeed("token", "pause", "acme", "billing", "--json").field("status"))
        .isEqualTo("paused");
    assertThat(house.succeed("token", "resume", "acme", "billing", "--json").field("status"))
        .isEqualTo("active");
  }

  @Test
  void findsAnSmtpUserByItsUsername() {
    String username =
        house.succeed("smtp-user", "create", "acme", "--name", "x", "--json").field("username");
    house.succeed("smtp-user", "pause", "acme", username);
  }

  @Test
  void deletesById() {
    String id = house.succeed("smtp-user", "create", "acme", "--name", "x", "--json").field("id");
    house.succeed("smtp-user", "delete", "acme", id);
    assertThat(house.succeed("smtp-user", "list", "acme", "--json").out().strip())
        .isEqualTo("{\"data\":[]}");
  }

  @Test
  void asksWhichWhereANameIsNotAlone() {
    house.succeed("token", "create", "acme", "--name", "billing");
    house.succeed("token", "create", "acme", "--name", "billing");
    Ran ran = house.run("token", "delete", "acme", "billing");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("2 tokens “billing”");
  }

  @Test
  void findsNoCredentialOfAnotherAccount() {
    house.succeed("account", "create", "other", "--plan", "starter");
    String id = house.succeed("token", "create", "acme", "--name", "x", "--json").field("id");
    assertThat(house.run("token", "delete", "other", id).code()).isEqualTo(1);
  }

  @Test
  void refusesAnEmptyNameAndNamesTheField() {
    Ran ran = house.run("token", "create", "acme", "--name", " ");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("name: ");
  }
}

package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllowlistAssertCommandTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
    house.succeed("allowlist", "add", "acme", "203.0.113.0/24", "--name", "Office", "--yes");
  }

  private void assertOffice() {
    house.succeed(
        "allowlist", "assert", "add", "acme", "203.0.113.7", "allowed", "--name", "Relay");
  }

  @Test
  void whatIsAssertedIsListedWithItsState() {
    assertOffice();
    assertThat(house.succeed("allowlist", "assert", "list", "acme").out())
        .containsPattern("[0-9a-f]{24} +203.0.113.7 +allowed +Relay +holds");
  }

  @Test
  void aChangeThatBreaksOneIsRefusedEvenWithYes() {
    assertOffice();
    Ran paused = house.run("allowlist", "pause", "acme", "203.0.113.0/24", "--yes");
    assertThat(paused.code()).isEqualTo(1);
    assertThat(paused.err()).contains("Relay: 203.0.113.7 must be allowed, and would not be.");
  }

  @Test
  void aRemovedOneIsGone() {
    assertOffice();
    String id =
        house
            .succeed("allowlist", "assert", "list", "acme", "--json")
            .out()
            .replaceAll("(?s).*\"id\":\"([0-9a-f]{24})\".*", "$1");
    house.succeed("allowlist", "assert", "remove", "acme", id);
    assertThat(house.succeed("allowlist", "assert", "list", "acme").out())
        .contains("Nothing is asserted.");
  }

  @Test
  void anotherWordIsAMistakeOfTheCommandLine() {
    Ran ran =
        house.run("allowlist", "assert", "add", "acme", "203.0.113.7", "maybe", "--name", "x");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("EXPECTED is allowed or denied");
  }
}

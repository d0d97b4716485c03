package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertCommandTest {
  private static final String URL = "https://hooks.example/T0";

  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.environment("SALLYPORT_ALERT_FROM", "alerts@gate.example");
    house.environment("SALLYPORT_PUBLIC_URL", "https://gate.example");
    house.succeed("account", "create", "acme", "--plan", "starter");
  }

  @Test
  void anAddedWebhookIsListedAndItsKeyShownOnce() {
    String key = house.succeed("alert", "add", "acme", URL, "--json").field("secret");
    assertThat(key).startsWith("slw_");
    assertThat(house.succeed("alert", "list", "acme").out())
        .containsPattern(
            "webhook +" + URL + " +list.changed,newcomer.denied,entry.expiring +active")
        .doesNotContain(key);
  }

  @Test
  void aMailAddressWaitsForItsReader() {
    house.succeed("alert", "add", "acme", "ops@acme.example", "--events", "list.changed");
    assertThat(house.succeed("alert", "list", "acme").out())
        .containsPattern("mail +ops@acme.example +list.changed +waits for confirmation");
    assertThat(house.succeed("alert", "deliveries", "acme", "ops@acme.example").out())
        .contains("confirmation");
    Ran again = house.run("alert", "ask-again", "acme", "ops@acme.example");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("a moment ago");
  }

  @Test
  void withoutAnAddressForLinksNoMailAddressIsAdded() {
    CommandHouse unnamed = new CommandHouse(home);
    unnamed.environment("SALLYPORT_ALERT_FROM", "alerts@gate.example");
    Ran refused = unnamed.run("alert", "add", "acme", "ops@acme.example");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("Set public.url first");
  }

  @Test
  void whatItIsToldOfIsChanged() {
    house.succeed("alert", "add", "acme", URL);
    house.succeed("alert", "change", "acme", "hooks.example", "--events", "entry.expiring");
    assertThat(house.succeed("alert", "list", "acme").out())
        .contains("entry.expiring")
        .doesNotContain("list.changed");
  }

  @Test
  void aNewKeyIsShown() {
    String key = house.succeed("alert", "add", "acme", URL, "--json").field("secret");
    Ran rotated = house.succeed("alert", "rotate", "acme", URL);
    assertThat(rotated.out()).startsWith("slw_").doesNotContain(key);
  }

  @Test
  void aTestThatNoServerSendsIsAFailureThatSaysSo() {
    house.succeed("alert", "add", "acme", URL);
    Ran tested = house.run("alert", "test", "acme", URL, "--wait", "0");
    assertThat(tested.code()).isEqualTo(1);
    assertThat(tested.out()).contains("waits for a running server");
  }

  @Test
  void aDeletedOneIsGone() {
    house.succeed("alert", "add", "acme", URL);
    house.succeed("alert", "delete", "acme", URL);
    assertThat(house.succeed("alert", "list", "acme").out()).contains("acme has no alerts.");
    assertThat(house.run("alert", "delete", "acme", URL).err()).contains("has no alert");
  }

  @Test
  void anotherEventIsAMistakeOfTheCommandLine() {
    assertThat(house.run("alert", "add", "acme", URL, "--events", "test").code()).isEqualTo(2);
  }
}

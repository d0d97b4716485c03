package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowlistCommandsTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
  }

  private void addOffice() {
    house.succeed("allowlist", "add", "acme", "203.0.113.0/24", "--name", "Office", "--yes");
  }

  private void assertRefused(Ran ran, String message) {
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(message);
  }

  private String list() {
    return house.succeed("allowlist", "list", "acme", "--json").out().strip();
  }

  @Test
  void showsAnEmptyListAsOpen() {
    assertThat(list())
        .isEqualTo(
            "{\"data\":[],\"meta\":{\"revision\":0,\"policy\":\"unrestricted\",\"mode\":\"enforce\",\"total\":0}}");
    assertThat(house.succeed("allowlist", "list", "acme").out())
        .contains("empty, so every address is allowed");
  }

  @Test
  void showsEntriesAsTheApiDoes() {
    addOffice();
    assertThat(list())
        .matches(
            "\\{\"data\":\\[\\{\"id\":\"[0-9a-f]{24}\",\"address\":\"203.0.113.0/24\",\"name\":\"Office\",\"status\":\"active\",\"expires_at\":null,\"created_at\":\"[^\"]+Z\",\"updated_at\":\"[^\"]+Z\",\"last_used_at\":null}],"
                + "\"meta\":\\{\"revision\":1,\"policy\":\"restricted\",\"mode\":\"enforce\",\"total\":1}}");
  }

  @Test
  void theFirstEntryClosesTheListAndMustBeAcknowledged() {
    assertRefused(
        house.run("allowlist", "add", "acme", "203.0.113.7", "--name", "Office"), "closes_account");
    assertThat(list()).contains("\"total\":0");
  }

  @Test
  void aRefusalSaysToAddYes() {
    assertThat(house.run("allowlist", "add", "acme", "203.0.113.7", "--name", "Office").err())
        .endsWith("Nothing was changed. To go ahead, add --yes.\n");
  }

  @Test
  void aVeryWideEntryMustBeAcknowledged() {
    addOffice();
    assertRefused(
        house.run("allowlist", "add", "acme", "0.0.0.0/0", "--name", "World"), "very_wide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.113.7/24", "010.0.0.1", "10.1", "fe80::1%eth0", "mail.example.com"})
  void refusesAnAddressThatIsNoneAndNamesTheField(String address) {
    assertRefused(
        house.run("allowlist", "add", "acme", address, "--name", "Office", "--yes"), "address: ");
  }

  @Test
  void saysWhatWasProbablyMeant() {
    assertRefused(
        house.run("allowlist", "add", "acme", "203.0.113.7/24", "--name", "Office", "--yes"),
        "Did you mean 203.0.113.0/24, or 203.0.113.7? Nothing was changed.");
  }

  @Test
  void refusesANetworkThatIsOnTheListAlready() {
    addOffice();
    assertRefused(
        house.run("allowlist", "add", "acme", "203.0.113.0/24", "--name", "Again"), "Office");
  }

  @Test
  void saysThatAnEntryIsCovered() {
    addOffice();
    assertThat(house.succeed("allowlist", "add", "acme", "203.0.113.7", "--name", "Desk").out())
        .contains("Office");
  }

  @Test
  void refusesAnEntryOnAPlanWithoutAList() {
    house.succeed("account", "plan", "acme", "free");
    assertRefused(
        house.run("allowlist", "add", "acme", "203.0.113.7", "--name", "Office", "--yes"),
        "The free plan has no IP allowlist");
  }

  @Test
  void refusesMoreEntriesThanThePlanHas() {
    addOffice();
    assertRefused(
        house.run(
            "allowlist",
            "add",
            "acme",
            "198.51.100.1",
            "--name",
            "One more",
            "--set",
            "plans.starter.max-entries=1"),
        "allows 1 entries");
  }

  @Test
  void addsAnEntryThatExpires() {
    addOffice();
    Ran ran =
        house.succeed(
            "allowlist",
            "add",
            "acme",
            "198.51.100.9",
            "--name",
            "Guest",
            "--expires-in",
            "24h",
            "--json");
    assertThat(ran.field("expires_at")).matches("\\d{4}-.*Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "0", "-1h", "tomorrow"})
  void refusesATimeThatIsNone(String time) {
    Ran ran =
        house.run("allowlist", "add", "acme", "192.0.2.1", "--name", "x", "--expires-in", time);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--expires-in");
  }

  @Test
  void pausesAndResumesByAddress() {
    addOffice();
    assertThat(
            house.succeed("allowlist", "pause", "acme", "203.0.113.0/24", "--json").field("status"))
        .isEqualTo("paused");
    assertThat(
            house
                .succeed("allowlist", "resume", "acme", "203.0.113.0/24", "--json")
                .field("status"))
        .isEqualTo("active");
  }

  @Test
  void aPausedOnlyEntryKeepsTheListClosed() {
    addOffice();
    house.succeed("allowlist", "pause", "acme", "203.0.113.0/24");
    assertThat(house.run("allowlist", "check", "acme", "203.0.113.7", "--json").field("reason"))
        .isEqualTo("paused");
  }

  @Test
  void removesTheLastEntryOnlyAcknowledged() {
    addOffice();
    assertRefused(house.run("allowlist", "remove", "acme", "203.0.113.0/24"), "opens_account");
    house.succeed("allowlist", "remove", "acme", "203.0.113.0/24", "--yes");
    assertThat(list()).contains("\"policy\":\"unrestricted\"");
  }

  @Test
  void removesAnEntryByItsId() {
    addOffice();
    String id = house.succeed("allowlist", "list", "acme", "--json").field("id");
    house.succeed("allowlist", "remove", "acme", id, "--yes");
  }

  @Test
  void saysWhichEntryAnAddressLiesIn() {
    addOffice();
    assertRefused(
        house.run("allowlist", "remove", "acme", "203.0.113.7", "--yes"),
        "It lies in that of Office, 203.0.113.0/24");
  }

  @Test
  void editsNameAddressAndExpiry() {
    addOffice();
    Ran ran =
        house.succeed(
            "allowlist",
            "edit",
            "acme",
            "203.0.113.0/24",
            "--name",
            "Old office",
            "--address",
            "203.0.113.0/28",
            "--expires-at",
            "2099-01-31T18:00:00+01:00",
            "--json");
    assertThat(ran.out())
        .contains("\"address\":\"203.0.113.0/28\",\"name\":\"Old office\"")
        .contains("\"expires_at\":\"2099-01-31T17:00:00Z\"");
    assertThat(
            house
                .succeed("allowlist", "edit", "acme", "203.0.113.0/28", "--no-expiry", "--json")
                .out())
        .contains("\"expires_at\":null");
  }

  @Test
  void anEditOfNothingIsBadUsage() {
    addOffice();
    assertThat(house.run("allowlist", "edit", "acme", "203.0.113.0/24").code()).isEqualTo(2);
  }

  @Test
  void checksAnAllowedAddressWithExitCodeZero() {
    addOffice();
    Ran ran = house.run("allowlist", "check", "acme", "::ffff:203.0.113.7", "--json");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith(
            "{\"data\":{\"address\":\"203.0.113.7\",\"verdict\":\"allowed\",\"reason\":\"listed\",\"entry\":{\"id\":")
        .endsWith("\"revision\":1}}\n");
  }

  @Test
  void checksADeniedAddressWithExitCodeOne() {
    addOffice();
    Ran ran =
        house.run("allowlist", "check", "acme", "198.51.100.9", "--channel", "smtp", "--json");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            "{\"data\":{\"address\":\"198.51.100.9\",\"verdict\":\"denied\",\"reason\":\"not_listed\",\"entry\":null,\"revision\":1}}\n");
  }

  @Test
  void checksAgainstTheAccountsListFirstAndThenTheCredentials() {
    addOffice();
    house.succeed("token", "create", "acme", "--name", "billing");
    house.succeed(
        "allowlist", "add", "acme", "203.0.113.7", "--name", "Desk", "--token", "billing", "--yes");
    assertThat(
            house
                .run("allowlist", "check", "acme", "203.0.113.9", "--token", "billing", "--json")
                .field("reason"))
        .isEqualTo("credential_not_listed");
    assertThat(
            house
                .run("allowlist", "check", "acme", "192.0.2.1", "--token", "billing", "--json")
                .field("reason"))
        .isEqualTo("not_listed");
    assertThat(house.run("allowlist", "check", "acme", "203.0.113.9").code()).isZero();
  }

  @Test
  void aChangeThatWaitsIsConfirmedOrTakenBack() {
    house.succeed("allowlist", "add", "acme", "192.0.2.1", "--name", "x", "--yes");
    String[] add = {
      "allowlist", "add", "acme", "192.0.2.2", "--name", "y", "--confirm-within", "10m"
    };
    assertThat(house.succeed(add).out()).contains("It goes back by itself at ");
    house.succeed("allowlist", "revert", "acme");
    assertThat(house.succeed("allowlist", "list", "acme").out()).doesNotContain("192.0.2.2");

    house.succeed(add);
    house.succeed("allowlist", "confirm", "acme");
    assertRefused(house.run("allowlist", "confirm", "acme"), "No change");
    add[7] = "30s";
    assertThat(house.run(add).code()).isEqualTo(2);
  }

  @Test
  void monitorModeMustBeAcknowledgedAndEnforcingNot() {
    addOffice();
    assertRefused(house.run("allowlist", "mode", "acme", "monitor"), "opens_account");
    house.succeed("allowlist", "mode", "acme", "monitor", "--yes");
    assertThat(house.run("allowlist", "check", "acme", "192.0.2.1").out())
        .contains("the list is in monitor mode");
    house.succeed("allowlist", "mode", "acme", "enforce");
    assertThat(list()).contains("\"mode\":\"enforce\"", "\"revision\":3");
  }

  @Test
  void showsHistoryAsDifferencesByTheCommandLine() {
    addOffice();
    house.succeed("allowlist", "pause", "acme", "203.0.113.0/24");
    assertThat(house.succeed("allowlist", "history", "acme").out())
        .containsSubsequence(
            "2  ", "pause  by command line", "~ 203.0.113.0/24", "1  ", "+ 203.0.113.0/24 (Office");
    assertThat(house.succeed("allowlist", "history", "acme", "--limit", "1", "--json").out())
        .contains("\"revision\":2", "\"next_before\":2", "\"kind\":\"command\"");
  }

  @Test
  void restoresARevision() {
    addOffice();
    house.succeed("allowlist", "edit", "acme", "203.0.113.0/24", "--name", "Changed");
    house.succeed("allowlist", "restore", "acme", "1");
    assertThat(list()).contains("Office", "\"revision\":3");
  }

  @Test
  void refusesARevisionThatIsNotThere() {
    assertRefused(house.run("allowlist", "restore", "acme", "9"), "no such revision");
  }

  @Test
  void takesTheListOfOneCredentialOnly() {
    Ran ran = house.run("allowlist", "list", "acme", "--token", "a", "--smtp-user", "b");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void aRenewalIsAddedToWhatIsLeft() {
    addOffice();
    house.succeed(
        "allowlist", "edit", "acme", "203.0.113.0/24", "--expires-at", "2130-01-02T03:04:05Z");
    assertThat(house.succeed("allowlist", "renew", "acme", "203.0.113.0/24", "--for", "7d").out())
        .contains("lasts until 2130-01-09T03:04:05Z.");
    house.succeed("allowlist", "renew", "acme", "203.0.113.0/24", "--never");
    assertThat(list()).contains("\"expires_at\":null");
    assertRefused(
        house.run("allowlist", "renew", "acme", "203.0.113.0/24", "--for", "7d"),
        "203.0.113.0/24 does not expire.");
    assertThat(house.run("allowlist", "renew", "acme", "203.0.113.0/24").code()).isEqualTo(2);
  }

  @Test
  void aChangeThatWaitsIsToldOfByTheListAndTheHistory() {
    addOffice();
    house.succeed(
        "allowlist", "add", "acme", "192.0.2.2", "--name", "y", "--confirm-within", "10m");
    assertThat(list()).contains("\"confirm_by\":\"");
    assertThat(house.succeed("allowlist", "list", "acme").out())
        .contains("It goes back by itself at");
    assertThat(house.succeed("allowlist", "history", "acme").out())
        .contains("   goes back by itself at ");
    assertThat(house.succeed("allowlist", "history", "acme", "--json").out())
        .contains("\"outcome\":\"waiting\"");
    house.succeed("allowlist", "confirm", "acme");
    assertThat(list()).doesNotContain("confirm_by");
    assertThat(house.succeed("allowlist", "history", "acme").out()).contains("   confirmed by ");
  }
}

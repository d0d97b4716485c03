package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Plans;
import dev.sallyport.activity.Call;
import dev.sallyport.activity.Recorder;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.app.CommandHouse.Ran;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreviewCommandTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
    String billing =
        house.succeed("smtp-user", "create", "acme", "--name", "billing", "--json").field("id");
    called("203.0.113.9", billing, 4);
    called("192.0.2.7", billing, 1);
  }

  private void called(String address, String credential, int times) {
    try (Store store = Store.open(StoreSettings.sqlite(home.resolve("data"), false))) {
      AccountChanges changes = new AccountChanges(store);
      String account =
          new Accounts(store, Plans.defaults(), changes, Clock.systemUTC())
              .find("acme")
              .orElseThrow()
              .id();
      Recorder recorder = new Recorder(store, Duration.ofDays(90), Clock.systemUTC());
      for (int i = 0; i < times; i++) {
        recorder.record(
            new Call(account, credential, "smtp", IpAddress.of(address), "", "unrestricted", true));
      }
      recorder.flush();
    }
  }

  @Test
  void namesWhoWouldBeCutOffFirstAndChangesNothing() {
    Ran ran = house.succeed("allowlist", "preview", "acme", "--add", "192.0.2.0/24");

    assertThat(ran.out())
        .startsWith(
            "1 of the 2 addresses that sent in the last 30 days would be cut off: 4 of 5 calls.\n")
        .containsSubsequence("cut off", "203.0.113.9", "smtp", "billing", "4", "allowed", "192.0.2")
        .contains("closes_account: ")
        .contains(
            "To be acknowledged with --yes: closes_account, denies_recent_callers.\n"
                + "Nothing was changed. The list of acme would hold 1 entry, 1 active.");
    assertThat(house.succeed("allowlist", "list", "acme", "--json").field("total")).isEqualTo("0");
  }

  @Test
  void answersInTheShapeOfTheApi() {
    String json =
        house.succeed("allowlist", "preview", "acme", "--add", "192.0.2.0/24", "--json").out();

    assertThat(json)
        .startsWith(
            "{\"data\":{\"days\":30,\"callers\":2,\"denied\":[{\"address\":\"203.0.113.9\",")
        .contains("\"credential\":{\"id\":\"")
        .contains("\"kind\":\"smtp_user\"}")
        .contains("\"newly\":true}")
        .contains("\"newly_denied_calls\":4,\"calls\":5}");
  }

  @Test
  void theListAsItStandsIsPreviewedWhereNoChangeIsSaid() {
    assertThat(house.succeed("allowlist", "preview", "acme").out())
        .startsWith("All 2 addresses that sent in the last 30 days stay allowed.\n");
  }

  @Test
  void aFileIsPreviewedAsImportWouldTakeIt() throws Exception {
    Path file = Files.writeString(home.resolve("a.csv"), "203.0.113.0/24,office\n");

    assertThat(house.succeed("allowlist", "preview", "acme", "--file", file.toString()).out())
        .contains("1 of the 2 addresses")
        .containsSubsequence("cut off", "192.0.2.7");
  }

  @Test
  void removingEditingAndRestoringArePreviewed() {
    house.succeed("allowlist", "add", "acme", "203.0.113.9", "--name", "billing", "--yes");
    house.succeed("allowlist", "add", "acme", "192.0.2.7", "--name", "other", "--yes");

    assertThat(house.succeed("allowlist", "preview", "acme", "--remove", "192.0.2.7").out())
        .contains("1 of the 2 addresses");
    assertThat(house.succeed("allowlist", "preview", "acme", "--pause", "203.0.113.9").out())
        .contains("4 of 5 calls");
    assertThat(
            house
                .succeed(
                    "allowlist", "preview", "acme", "--edit", "192.0.2.7", "--address", "192.0.2.8")
                .out())
        .contains("1 of 5 calls");
    assertThat(house.succeed("allowlist", "preview", "acme", "--restore", "1").out())
        .contains("1 of 5 calls");
    assertThat(house.succeed("allowlist", "preview", "acme", "--mode", "monitor").out())
        .contains("opens_account");
  }

  @Test
  void aChangeWithoutYesNamesWhomItWouldCutOffAndExitsWith1() {
    Ran ran = house.run("allowlist", "add", "acme", "192.0.2.0/24", "--name", "office");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("denies_recent_callers: 1 of the 2 addresses")
        .contains("203.0.113.9 (4 calls, SMTP user billing)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--add 192.0.2.1 --remove 192.0.2.1",
        "--replace",
        "--edit 192.0.2.1",
        "--address 192.0.2.1"
      })
  void oneChangeAtATime(String arguments) {
    assertThat(house.run(("allowlist preview acme " + arguments).split(" ")).code()).isEqualTo(2);
  }

  @Test
  void whatCouldNotBeMadeIsRefused() {
    assertThat(house.run("allowlist", "preview", "acme", "--add", "10.1"))
        .satisfies(ran -> {
          assertThat(ran.code()).isEqualTo(1);
          assertThat(ran.err()).contains("address: ");
        });
  }
}

package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.activity.Call;
import dev.sallyport.activity.Recorder;
import dev.sallyport.allowlist.IpAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActivityCommandTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
    String user =
        house.succeed("smtp-user", "create", "acme", "--name", "billing", "--json").field("id");
    Settings settings = SettingsReader.read(home, Map.of(), List.of());
    try (Ledger ledger = Ledger.open(settings, false, Clock.systemUTC())) {
      Account account = ledger.accounts().find("acme").orElseThrow();
      Recorder recorder = new Recorder(ledger.store(), Duration.ofDays(90), Clock.systemUTC());
      recorder.record(call(account, user, "192.0.2.1", "unrestricted", true));
      recorder.record(call(account, user, "198.51.100.9", "not_listed", false));
      recorder.flush();
    }
  }

  private static Call call(
      Account account, String credential, String address, String reason, boolean letIn) {
    return new Call(account.id(), credential, "smtp", IpAddress.of(address), "", reason, letIn);
  }

  @Test
  void tellsWhoWasDeniedAndWhy() {
    assertThat(house.succeed("activity", "acme", "--verdict", "denied").out())
        .contains("198.51.100.9", "billing", "not_listed")
        .doesNotContain("192.0.2.1");
  }

  @Test
  void answersTheDocumentOfTheApi() {
    String json = house.succeed("activity", "acme", "--address", "192.0.2.0/24", "--json").out();

    assertThat(json)
        .contains("\"address\":\"192.0.2.1\"", "\"name\":\"billing\"", "\"verdict\":\"allowed\"")
        .contains("\"next_after\":null")
        .doesNotContain("198.51.100.9");
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    CommandHouse.Ran ran = house.run("activity", "acme", "--address", "192.0.2");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("address:");
    assertThat(house.run("activity", "acme", "--days", "0").code()).isEqualTo(2);
  }

  @Test
  void credentialsTellWhenTheyWereLastUsed() {
    assertThat(house.succeed("smtp-user", "list", "acme", "--json").field("last_used_at"))
        .startsWith("20");
  }
}

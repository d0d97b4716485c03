package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change whose deadline comes while no server runs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeadlineRestartTest {
  @TempDir Path home;

  @Test
  void aChangeThatWaitedThroughAKillGoesBackWhenTheServerIsUpAgain() throws Exception {
    Path data = home.resolve("data");
    ListRef list;
    try (Ledger ledger = open(data)) {
      Account account = ledger.accounts().create("acme", "enterprise");
      list = ListRef.ofAccount(account.id());
      change(ledger, list, "192.0.2.1", null);
    }
    try (ServeProcess serve = ServeProcess.start(home, data);
        Ledger ledger = open(data)) {
      change(ledger, list, "192.0.2.2", Duration.ofMinutes(1));
      serve.kill();
      // The minute passes.
      ledger
          .store()
          .write(handle -> handle.execute("UPDATE allowlist_deadline SET due_at = due_at - 60000"));
    }
    try (ServeProcess again = ServeProcess.start(home, data);
        Ledger ledger = open(data)) {
      Allowlist now = ledger.lists().find(list).orElseThrow();
      while (now.revision() < 3) {
        Thread.sleep(50);
        now = ledger.lists().find(list).orElseThrow();
      }
      assertThat(now.entries())
          .extracting(entry -> entry.network().toString())
          .containsExactly("192.0.2.1");
      assertThat(again.stop(60)).as("it ends in good order when told to").isTrue();
    }
  }

  private static void change(
      Ledger ledger, ListRef list, String address, @Nullable Duration confirmWithin) {
    Guard guard =
        new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null, confirmWithin);
    ledger.lists().change(list, new Change.Add(new EntryDraft(address, "n", null, null)), guard);
  }

  private Ledger open(Path data) {
    Settings settings = SettingsReader.read(home, Map.of(), List.of("data.dir=" + data));
    return Ledger.open(settings, true, Clock.systemUTC());
  }
}

package dev.sallyport.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.chaos.Call.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Each node behind HAProxy restarted in turn while mail flows by both channels. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RollingTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @BeforeAll
  static void wantsHaproxy() {
    if (!HAProxy.isThere()) {
      System.err.println(
          "SKIPPED: the rolling restart is not tried, for haproxy is not installed.");
    }
    assumeTrue(HAProxy.isThere(), "haproxy is not installed");
  }

  @Test
  void losesDoublesAndRefusesNothing() throws Exception {
    History history = new History();
    List<String> settings =
        List.of(
            "proxy.trusted=127.0.0.1",
            "http.client-header=x-forwarded-for",
            "smtp.proxy-protocol=true");
    try (World world = new World(folder, 1, 2, 1, settings)) {
      world.startNodes();
      try (HAProxy balancer = new HAProxy(world.nodes(), folder)) {
        awaitReady(balancer, world.tenants().getFirst());
        Load load = load(balancer, world.tenants().getFirst(), history);
        for (Node node : world.nodes()) {
          Thread.sleep(1_000);
          assertThat(node.stop(60)).as("it ends when it is told to").isTrue();
          node.start();
          // Two checks that find it ready again.
          Thread.sleep(4_000);
        }
        load.end();
      }
      Truth truth = world.truth();
      history.writeTo(folder.resolve("history"), List.of());
      assertThat(new Checker(truth, history, World.MAX_AGE, LONG).check().stream().limit(5))
          .isEmpty();
      assertThat(truth.handedOver()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
      // A session that is kept between two messages hears 421, or finds its connection ended, as
      // with any mail server; it sends the message again by a new one.
      assertThat(history.calls())
          .filteredOn(call -> call.fate() != Fate.ACCEPTED)
          .allSatisfy(call -> {
            assertThat(call.message()).startsWith("smtp-kept-");
            assertThat(call.fate()).isEqualTo(Fate.TEMPORARY);
            assertThat(call.words()).containsAnyOf("421 4.3.2", "no reply", "reset", "Broken");
          });
      System.out.println(
          "rolling restart: "
              + truth.handedOver().size()
              + " messages, "
              + history.calls().stream().filter(call -> call.fate() != Fate.ACCEPTED).count()
              + " sent again, for their kept session was ended");
    }
  }

  private static Load load(HAProxy balancer, House.Tenant tenant, History history) {
    Sender.Target through = new Sender.Target("", balancer::http, balancer::smtp);
    Load load = new Load();
    record Kind(String name, boolean bySmtp, boolean kept) {}
    for (Kind kind :
        List.of(
            new Kind("http-once-", false, false),
            new Kind("http-kept-", false, true),
            new Kind("smtp-kept-", true, true))) {
      for (int i = 0; i < 2; i++) {
        Sender sender =
            new Sender(
                List.of(through),
                tenant,
                "127.0.0.1",
                kind.bySmtp,
                kind.kept,
                history,
                new Random(i),
                kind.name + i + "-");
        load.add("sender", 30, sender::send);
      }
    }
    for (int i = 0; i < 2; i++) {
      int number = i;
      int[] made = {0};
      load.add(
          "sender",
          30,
          () -> {
            try (Sender once =
                new Sender(
                    List.of(through),
                    tenant,
                    "127.0.0.1",
                    true,
                    false,
                    history,
                    new Random(0),
                    "smtp-once-" + number + "-" + ++made[0] + "-")) {
              once.send();
            }
          });
    }
    return load;
  }

  private static void awaitReady(HAProxy balancer, House.Tenant tenant)
      throws InterruptedException {
    while (true) {
      try (HttpCaller http =
          new HttpCaller(balancer.http(), "127.0.0.1", tenant.token(), false, LONG)) {
        if (http.call("GET", "/v1/whoami", "", "").status() == 200) {
          // Both nodes have been found ready by then.
          Thread.sleep(3_000);
          return;
        }
      } catch (IOException e) {
        // It is not up yet.
      }
      Thread.sleep(100);
    }
  }
}

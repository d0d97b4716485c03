package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.Counter;
import dev.sallyport.activity.CounterFilter;
import dev.sallyport.activity.Counters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after {@code kill -9} while changes and mail were flowing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KillTest {
  private static final int ENOUGH = 40;

  @TempDir Path home;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue acknowledgedEntries = new Queue();
  private final Queue acknowledgedMessages = new Queue();

  /** Grows from one thread while another waits for it. */
  private static final class Queue {
    private final ConcurrentLinkedQueue<String> items = new ConcurrentLinkedQueue<>();

    synchronized void add(String item) {
      items.add(item);
      notifyAll();
    }

    synchronized void awaitSize(int size) throws InterruptedException {
      while (items.size() < size) {
        wait();
      }
    }

    List<String> all() {
      return List.copyOf(items);
    }
  }

  @Test
  void everyAcknowledgedChangeAndMessageIsThereAfterKill() throws Exception {
    Path data = home.resolve("data");
    Account account;
    String token;
    try (Ledger ledger = open(data)) {
      account = ledger.accounts().create("acme", "enterprise");
      token =
          ledger
              .credentials()
              .createToken(account.id(), "all", Set.of(Scope.values()), Actor.commandLine())
              .secret();
    }

    try (ServeProcess serve = ServeProcess.start(home, data)) {
      assertThat(addEntry(serve.url(), token, "127.0.0.1", "closes_account")).isEqualTo(201);
      Thread changes = Thread.ofVirtual().start(() -> flowOfChanges(serve.url(), token));
      Thread mail = Thread.ofVirtual().start(() -> flowOfMail(serve.url(), token));
      acknowledgedEntries.awaitSize(ENOUGH);
      acknowledgedMessages.awaitSize(ENOUGH);
      serve.kill();
      changes.join();
      mail.join();
    }

    try (Ledger ledger = open(data)) {
      Allowlist list = ledger.lists().find(ListRef.ofAccount(account.id())).orElseThrow();
      List<String> kept = list.entries().stream().map(e -> e.network().toString()).toList();
      assertThat(kept).containsAll(acknowledgedEntries.all());
      // One change may have been under way, made but not yet answered.
      assertThat(list.revision())
          .isEqualTo(kept.size())
          .isBetween(acknowledgedEntries.all().size() + 1L, acknowledgedEntries.all().size() + 2L);
      assertThat(ledger.lists().history(list.ref(), Long.MAX_VALUE, 500))
          .hasSize((int) list.revision());
    }
    for (String id : acknowledgedMessages.all()) {
      assertThat(Files.readString(data.resolve("outbox").resolve(id + ".eml")))
          .startsWith("Received: ")
          .contains("Subject: Kept")
          .contains("All of it.");
    }
    try (ServeProcess again = ServeProcess.start(home, data)) {
      assertThat(get(again.adminUrl() + "/health/ready", token).statusCode()).isEqualTo(200);
      assertThat(send(again.url(), token).statusCode()).isEqualTo(202);
      assertThat(again.stop(60)).as("it ends in good order when told to").isTrue();
    }
  }

  @Test
  void aKillLosesNoMoreThanTheLastSecondsOfCounts() throws Exception {
    Path data = home.resolve("data");
    Account account;
    String token;
    try (Ledger ledger = open(data)) {
      account = ledger.accounts().create("acme", "enterprise");
      token =
          ledger
              .credentials()
              .createToken(account.id(), "all", Set.of(Scope.values()), Actor.commandLine())
              .secret();
    }
    int early = 0;
    try (ServeProcess serve = ServeProcess.start(home, data)) {
      for (int i = 0; i < 20; i++) {
        early += send(serve.url(), token).statusCode() == 202 ? 1 : 0;
      }
      // More than the pause between two writings, which is a second.
      Thread.sleep(4_000);
      Thread mail = Thread.ofVirtual().start(() -> flowOfMail(serve.url(), token));
      acknowledgedMessages.awaitSize(5);
      serve.kill();
      mail.join();
    }

    try (Ledger ledger = open(data)) {
      Instant now = Instant.now();
      CounterFilter all =
          new CounterFilter(
              now.minus(Duration.ofHours(2)), now.plusSeconds(60), null, null, null, null);
      long counted =
          new Counters(ledger.store())
              .page(account.id(), all, null, 100).counters().stream()
                  .mapToLong(Counter::calls)
                  .sum();
      assertThat(early).isEqualTo(20);
      // One may have been under way, counted but not yet answered.
      assertThat(counted).isBetween(20L, 21L + acknowledgedMessages.all().size());
    }
  }

  private void flowOfChanges(String url, String token) {
    try {
      for (int i = 0; i < 5_000; i++) {
        String address = "10.0." + i / 256 + "." + i % 256;
        if (addEntry(url, token, address, "") == 201) {
          acknowledgedEntries.add(address);
        }
      }
    } catch (IOException e) {
      // It was killed.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void flowOfMail(String url, String token) {
    try {
      for (int i = 0; i < 5_000; i++) {
        HttpResponse<String> answer = send(url, token);
        if (answer.statusCode() == 202) {
          acknowledgedMessages.add(answer.headers().firstValue("X-Message-Id").orElseThrow());
        }
      }
    } catch (IOException e) {
      // It was killed.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int addEntry(String url, String token, String address, String acknowledge)
      throws IOException, InterruptedException {
    String body =
        """
        {"address":"%s","name":"n","acknowledge":["%s"]}\
        """
            .formatted(address, acknowledge);
    return post(
            url + "/v1/ip-allowlist",
            token,
            acknowledge.isEmpty() ? body.replace("[\"\"]", "[]") : body)
        .statusCode();
  }

  private HttpResponse<String> send(String url, String token)
      throws IOException, InterruptedException {
    return post(
        url + "/v1/email",
        token,
        """
        {"from":{"email":"a@example.com"},"to":[{"email":"b@example.net"}],\
        "subject":"Kept","text":"All of it."}\
        """);
  }

  private HttpResponse<String> post(String url, String token, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String url, String token)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  private Ledger open(Path data) {
    Settings settings = SettingsReader.read(home, Map.of(), List.of("data.dir=" + data));
    return Ledger.open(settings, true, Clock.systemUTC());
  }
}

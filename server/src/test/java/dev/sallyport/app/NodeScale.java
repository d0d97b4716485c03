package dev.sallyport.app;

import dev.sallyport.admission.ManyAccounts;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one node does for many accounts: calls by the HTTP API, each with the token of another
 * account, allowed into the outbox and denied; the memory and the processor time of the server's
 * process. Not among the tests, for it asserts no time: run by name, it prints what docs/scale.md
 * tells.
 */
final class NodeScale {
  private static final int CALLERS = 16;
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 40_000;
  private static final String BODY =
      """
      {"from":{"email":"a@example.com"},"to":[{"email":"b@example.net"}],\
      "subject":"Scale","text":"Two lines\\nof text."}\
      """;

  @TempDir private Path home;

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000, 1_000_000})
  void measure(int accounts) throws Exception {
    Path data = home.resolve("data");
    Files.createDirectories(data);
    try (Store store = Store.open(StoreSettings.sqlite(data, true))) {
      ManyAccounts.fill(store, accounts);
    }
    long started = System.nanoTime();
    try (ServeProcess serve =
        ServeProcess.startAsDeployed(
            home,
            data,
            "proxy.trusted=127.0.0.1",
            "http.client-header=x-forwarded-for",
            "outbox.max-bytes=8GB")) {
      say(
          "%,d accounts: ready after %d ms and %d ms of processor, %d MB resident",
          accounts,
          millis(System.nanoTime() - started),
          serve.processorTime().toMillis(),
          serve.residentBytes() >> 20);
      measure("denied", serve, accounts, 403);
      measure("sent into the outbox", serve, accounts, 202);
      say("  %d MB resident at the end", serve.residentBytes() >> 20);
    }
  }

  private void measure(String what, ServeProcess serve, int accounts, int expected)
      throws Exception {
    calls(serve, accounts, expected, WARM_UP);
    Duration busy = serve.processorTime();
    long started = System.nanoTime();
    calls(serve, accounts, expected, CALLS);
    long took = System.nanoTime() - started;
    say(
        "  %s: %.0f µs of the server's processor a call; %,.0f calls a second",
        what, serve.processorTime().minus(busy).toNanos() / 1e3 / CALLS, CALLS / (took / 1e9));
  }

  private void calls(ServeProcess serve, int accounts, int expected, int count) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Boolean>> ends = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        Random random = new Random(caller);
        Callable<Boolean> calling =
            () -> {
              for (int i = 0; i < count / CALLERS; i++) {
                call(serve.url(), 1 + random.nextInt(accounts), expected);
              }
              return true;
            };
        ends.add(threads.submit(calling));
      }
      for (Future<Boolean> end : ends) {
        end.get();
      }
    }
  }

  private void call(String url, int number, int expected) throws IOException, InterruptedException {
    ManyAccounts.Made made = ManyAccounts.one(number, number, 2);
    String client = expected == 403 ? "192.0.2.1" : made.listed().toString();
    int status =
        http.send(
                HttpRequest.newBuilder(URI.create(url + "/v1/email"))
                    .header("Authorization", "Bearer " + made.token())
                    .header("X-Forwarded-For", client)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(BODY))
                    .build(),
                BodyHandlers.ofString())
            .statusCode();
    if (status != expected) {
      throw new IllegalStateException("Answered " + status);
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  @SuppressWarnings({"AnnotateFormatMethod", "SystemOut"}) // what it is run for
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

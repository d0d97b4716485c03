package dev.sallyport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database, which is away at times. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the world before any test
class TwoNodesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The database's silence is noticed sooner. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String OWN = Editor.OWN;
  private static final String STRANGER = "127.0.0.10";

  private World world;
  private House.Tenant tenant;
  private Node one;
  private Node other;
  private int made;

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    world = new World(folder, 1, 2, 1, List.of("list.max-age=10m", "shutdown.delay=0s"));
    world.startNodes();
    tenant = world.tenants().getFirst();
    one = world.nodes().getFirst();
    other = world.nodes().getLast();
    assertThat(add(one, OWN, "\"closes_account\"", "").status()).isEqualTo(201);
  }

  @AfterAll
  void end() {
    world.close();
  }

  @Test
  void ofTwoChangesOfTheSameRevisionOneWinsAndTheOtherHearsOfIt() throws Exception {
    for (int round = 0; round < 20; round++) {
      long revision = revision(one);
      String header = "If-Match: \"" + revision + "\"\r\n";
      List<HttpCaller.Answer> answers = both(node -> add(node, fresh(), "", header));
      assertThat(answers).extracting(HttpCaller.Answer::status).containsExactlyInAnyOrder(201, 412);
      assertThat(answers)
          .extracting(answer -> answer.header("etag"))
          .containsOnly("\"" + (revision + 1) + "\"");
    }
  }

  @Test
  void changesWithoutARevisionAreAllMadeEachWithItsOwn() throws Exception {
    long before = revision(one);
    List<String> tags = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      both(node -> add(node, fresh(), "", "")).forEach(answer -> tags.add(answer.header("etag")));
    }
    List<String> expected = new ArrayList<>();
    for (long revision = before + 1; revision <= before + 40; revision++) {
      expected.add("\"" + revision + "\"");
    }
    assertThat(tags).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void startsWithTheListsItKeptWhileTheDatabaseIsAwayAndCatchesUp() throws Exception {
    assertThat(one.stop(60)).isTrue();
    one.toDatabase().cut();
    one.start();
    assertThat(send(one, OWN).status()).isEqualTo(202);
    assertThat(send(one, STRANGER).status()).isEqualTo(403);
    assertThat(add(one, fresh(), "", "").status()).isEqualTo(503);
    assertThat(ready(one).status()).isEqualTo(200);
    assertThat(ready(one).body()).contains("\"store\":\"away\"");
    assertThat(add(other, fresh(), "", "").status()).isEqualTo(201);

    one.toDatabase().heal();
    await(() -> add(one, fresh(), "", ""), answer -> answer.status() == 201);
    await(() -> ready(one), answer -> answer.body().contains("\"store\":\"answers\""));
    assertThat(seen(one)).isEqualTo(revision(other));
  }

  @Test
  void turnsCallersAwayForNowWhereItKeptNoListsAndLetsThemInOnceItHasSome() throws Exception {
    assertThat(one.stop(60)).isTrue();
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(one.data(), "lists*")) {
      for (Path each : kept) {
        Files.delete(each);
      }
    }
    one.toDatabase().cut();
    one.start();
    assertThat(send(one, OWN).status()).isEqualTo(503);
    assertThat(ready(one).status()).isEqualTo(503);

    one.toDatabase().heal();
    await(() -> send(one, OWN), answer -> answer.status() == 202);
    assertThat(ready(one).status()).isEqualTo(200);
  }

  @Test
  void goesOnDecidingWhileTheDatabaseIsSilentAndRefusesChanges() throws Exception {
    one.toDatabase().silence();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpCaller.Answer> change = executor.submit(() -> add(one, fresh(), "", ""));
      while (!change.isDone()) {
        assertThat(send(one, OWN).status()).isEqualTo(202);
        assertThat(send(one, STRANGER).status()).isEqualTo(403);
        Thread.sleep(50);
      }
      assertThat(change.get().status()).isEqualTo(503);
    } finally {
      one.toDatabase().heal();
    }
    await(() -> add(one, fresh(), "", ""), answer -> answer.status() == 201);
  }

  private interface At {
    HttpCaller.Answer ask(Node node) throws IOException;
  }

  private List<HttpCaller.Answer> both(At call) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpCaller.Answer> here = executor.submit(() -> call.ask(one));
      Future<HttpCaller.Answer> there = executor.submit(() -> call.ask(other));
      return List.of(here.get(), there.get());
    }
  }

  private synchronized String fresh() {
    made++;
    return "10.1." + made / 256 + "." + made % 256;
  }

  private HttpCaller.Answer add(Node node, String address, String acknowledge, String headers)
      throws IOException {
    return call(
        node,
        OWN,
        "POST",
        "/v1/ip-allowlist",
        headers,
        "{\"address\":\"%s\",\"name\":\"n\",\"acknowledge\":[%s]}".formatted(address, acknowledge));
  }

  private HttpCaller.Answer send(Node node, String from) throws IOException {
    return call(
        node,
        from,
        "POST",
        "/v1/email",
        "",
        """
        {"from":{"email":"a@example.com"},"to":[{"email":"b@example.net"}],\
        "subject":"s","text":"t"}\
        """);
  }

  private HttpCaller.Answer ready(Node node) throws IOException {
    return call(node, OWN, "GET", "/health/ready", "", "");
  }

  private long revision(Node node) throws IOException {
    return json(call(node, OWN, "GET", "/v1/ip-allowlist", "", ""))
        .path("meta")
        .path("revision")
        .asLong();
  }

  /** The revision a node decides by. */
  private long seen(Node node) throws IOException {
    return json(call(node, OWN, "GET", "/v1/whoami", "", ""))
        .path("data")
        .path("verdict")
        .path("revision")
        .asLong();
  }

  private static JsonNode json(HttpCaller.Answer answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static void await(Callable<HttpCaller.Answer> call, Predicate<HttpCaller.Answer> done)
      throws Exception {
    while (!done.test(call.call())) {
      Thread.sleep(50);
    }
  }

  private HttpCaller.Answer call(
      Node node, String from, String method, String path, String headers, String body)
      throws IOException {
    try (HttpCaller http = new HttpCaller(node.http(), from, tenant.token(), false, PATIENCE)) {
      return http.call(method, path, headers, body);
    }
  }
}

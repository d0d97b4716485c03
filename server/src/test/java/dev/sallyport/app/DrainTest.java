package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gate that is told to stop. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DrainTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path home;

  @Test
  void goesOnUntilBalancersHaveHeardOfIt() throws Exception {
    Gate.Running gate = open("shutdown.delay=3s");
    URI ready = uri(gate.http().getFirst(), "/health/ready");
    assertThat(get(ready).statusCode()).isEqualTo(200);
    Thread stopping = Thread.ofVirtual().start(gate::close);
    HttpResponse<String> told = get(ready);
    while (told.statusCode() == 200) {
      told = get(ready);
    }
    assertThat(told.body()).contains("\"status\":\"stopping\"");
    assertThat(get(uri(gate.admin().getFirst(), "/health/ready")).statusCode()).isEqualTo(503);
    HttpResponse<String> other = get(uri(gate.http().getFirst(), "/health/live"));
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("Connection")).contains("close");
    stopping.join();
    assertThatThrownBy(() -> get(ready)).isInstanceOf(ConnectException.class);
  }

  @Test
  void doesNotWaitWhereNobodyAsksWhetherItIsReady() throws Exception {
    // Far longer than the test may take.
    open("shutdown.delay=5m").close();
  }

  @Test
  void aRequestUnderWayIsAnsweredThoughItTakesLong() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    HttpServer server =
        HttpServer.start(
            List.of(ANY_PORT),
            HttpProtocols.plain(),
            Duration.ofSeconds(30),
            config ->
                config.routes.get(
                    "/slow",
                    context -> {
                      asked.countDown();
                      // Longer than an idle connection is left open by a server that stops.
                      Thread.sleep(3_000);
                      context.result("whole");
                    }));
    URI slow = uri(server.addresses().getFirst(), "/slow");
    var answer = http.sendAsync(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString());
    asked.await();
    server.close();
    assertThat(answer.get().body()).isEqualTo("whole");
    assertThatThrownBy(() -> get(slow)).isInstanceOf(ConnectException.class);
  }

  private Gate.Running open(String setting) throws IOException {
    List<String> settings =
        List.of(
            "data.dir=" + home.resolve("data"),
            "http.listen=127.0.0.1:0",
            "smtp.listen=127.0.0.1:0",
            "smtps.listen=127.0.0.1:0",
            "admin.listen=127.0.0.1:0",
            setting);
    return Gate.open(SettingsReader.read(home, Map.of(), settings), Clock.systemUTC());
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static URI uri(InetSocketAddress address, String path) {
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }
}

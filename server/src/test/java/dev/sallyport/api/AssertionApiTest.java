package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // made before each test
class AssertionApiTest {
  private static final String ASSERTIONS = "/v1/ip-allowlist/assertions";
  private static final String OWN =
      "{\"address\":\"127.0.0.1\",\"name\":\"Me\",\"expected\":\"allowed\"}";

  @TempDir Path folder;
  ApiGate gate;

  @BeforeEach
  void start() {
    gate = ApiGate.start(folder);
    gate.list("127.0.0.1");
  }

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void oneThatIsMadeIsListedWithWhetherItHolds() {
    HttpAnswer made = gate.call().post(ASSERTIONS, OWN);
    assertThat(made.status()).as(made.body()).isEqualTo(201);

    HttpAnswer all = gate.call().get(ASSERTIONS);
    assertThat(all.text("/data/0/id")).isEqualTo(made.text("/data/id"));
    assertThat(all.text("/data/0/address")).isEqualTo("127.0.0.1");
    assertThat(all.text("/data/0/expected")).isEqualTo("allowed");
    assertThat(all.text("/data/0/holds")).isEqualTo("true");
  }

  @Test
  void aChangeThatBreaksOneIsRefusedAndNamesIt() {
    gate.call().post(ASSERTIONS, OWN);
    HttpAnswer refused =
        gate.call()
            .put(
                "/v1/ip-allowlist", "{\"entries\":[{\"address\":\"203.0.113.9\",\"name\":\"x\"}]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/assertions/0"))
        .isEqualTo("Me: 127.0.0.1 must be allowed, and would not be.");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    HttpAnswer refused = gate.call().post(ASSERTIONS, "{\"expected\":\"maybe\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors").fieldNames())
        .toIterable()
        .containsExactly("address", "name", "expected");
  }

  @Test
  void aDeletedOneIsGone() {
    String id = gate.call().post(ASSERTIONS, OWN).text("/data/id");
    assertThat(gate.call().delete(ASSERTIONS + "/" + id).status()).isEqualTo(204);
    assertThat(gate.call().delete(ASSERTIONS + "/" + id).status()).isEqualTo(404);
    assertThat(gate.call().get(ASSERTIONS).json().at("/data")).isEmpty();
  }
}

package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Scope;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // opened before each test
class AuditApiTest {
  private ApiGate gate;

  @BeforeEach
  void open(@TempDir Path folder) {
    gate = ApiGate.start(folder);
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void theLogTellsWhoDidWhat() {
    gate.token("billing", Set.of(Scope.EMAIL));
    HttpAnswer answer = gate.call().get("/v1/audit?kind=credentials");
    assertThat(answer.text("/data/0/action")).isEqualTo("token.create");
    assertThat(answer.text("/data/0/subject/name")).isEqualTo("billing");
    assertThat(answer.text("/data/0/actor/kind")).isEqualTo("command");
  }

  @Test
  void theLogIsReadInPages() {
    gate.token("first", Set.of(Scope.EMAIL));
    gate.token("second", Set.of(Scope.EMAIL));
    Set<String> seen = new java.util.TreeSet<>();
    String path = "/v1/audit?kind=credentials&limit=1";
    HttpAnswer answer = gate.call().get(path);
    while (!answer.json().path("data").isEmpty()) {
      seen.add(answer.text("/data/0/subject/name"));
      answer = gate.call().get(path + "&before=" + answer.text("/meta/next_before"));
    }
    assertThat(seen).containsExactly("first", "main", "second");
    assertThat(answer.json().at("/meta/next_before").isNull()).isTrue();
  }

  @Test
  void theLogIsCsvWhereThatIsAsked() {
    HttpAnswer answer =
        gate.call().header("Accept", "text/csv").get("/v1/audit?kind=credentials&limit=1");
    assertThat(answer.header("Content-Type")).startsWith("text/csv");
    assertThat(answer.body()).startsWith("id,at,action,").contains(",token.create,");
    assertThat(answer.header("Link"))
        .matches("</v1/audit\\?before=[0-9a-f]{24}&kind=credentials&limit=1>; rel=\"next\"");
  }

  @Test
  void historyIsCsvWhereThatIsAsked() {
    gate.call()
        .post(
            "/v1/ip-allowlist",
            "{\"address\":\"127.0.0.1\",\"name\":\"=Me\",\"acknowledge\":[\"closes_account\"]}");
    HttpAnswer answer = gate.call().get("/v1/ip-allowlist/history?format=csv");
    assertThat(answer.body().lines()).hasSize(2);
    assertThat(answer.body()).contains(",added,", ",127.0.0.1,'=Me,active,,,,,\r\n");
  }

  @Test
  void aTokenWithoutTheScopeReadsNothing() {
    String token = gate.token("lists", EnumSet.of(Scope.ALLOWLIST_READ)).secret();
    assertThat(gate.callWithout().bearer(token).get("/v1/audit").status()).isEqualTo(403);
  }

  @Test
  void whatCanNotBeReadIsToldByField() {
    HttpAnswer answer =
        gate.call().get("/v1/audit?kind=x&from=yesterday&before=1&format=xml&limit=0");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder("kind", "from", "before", "format", "limit");
  }
}

package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the API behaves on the wire, whatever is asked of it. Wrong credentials come from addresses
 * of their own, for they slow the address they come from.
 */
class WireTest {
  @TempDir static Path folder;
  static ApiGate gate;

  @BeforeAll
  static void start() {
    gate = ApiGate.start(folder);
  }

  @AfterAll
  static void stop() {
    gate.close();
  }

  @Test
  void aDeniedCallIsAnsweredBeforeItsBodyIsRead() {
    try (RawHttp http = new RawHttp("127.0.0.21", gate.address())) {
      http.write(
          "POST /v1/email HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer no\r\n"
              + "Content-Type: application/json\r\nContent-Length: 30000000\r\n\r\n{");
      HttpAnswer answer = http.read();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
    }
  }

  @Test
  void aDeniedCallIsDrainedWithinABoundAndThenClosed() {
    try (RawHttp http = new RawHttp("127.0.0.22", gate.address())) {
      http.write(
          "POST /v1/email HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer no\r\n"
              + "Content-Type: application/json\r\nContent-Length: 40000\r\n\r\n"
              + "x".repeat(40_000));
      assertThat(http.read().status()).isEqualTo(401);
      assertThat(http.isClosedByServer()).isTrue();
    }
    try (RawHttp http = new RawHttp("127.0.0.23", gate.address())) {
      http.write(
          "POST /v1/email HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer no\r\n"
              + "Content-Type: application/json\r\nContent-Length: 30000000\r\n\r\n"
              + "x".repeat(RequestBody.DRAIN_LIMIT));
      assertThat(http.read().status()).isEqualTo(401);
      assertThat(http.isClosedByServer()).isTrue();
    }
  }

  @Test
  void whoWaitsFor100ContinueIsTurnedAwayWithoutIt() {
    try (RawHttp http = new RawHttp("127.0.0.24", gate.address())) {
      http.write(
          gate.callWith("no")
              .header("Expect", "100-continue")
              .header("Content-Length", "40000")
              .head("POST", "/v1/email", ""));
      assertThat(http.read().status()).isEqualTo(401);
      assertThat(http.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aDeniedCallWithoutABodyKeepsItsConnection() {
    try (RawHttp http = new RawHttp("127.0.0.25", gate.address())) {
      String request = "GET /v1/whoami HTTP/1.1\r\nHost: x\r\n\r\n";
      assertThat(http.write(request).read().status()).isEqualTo(401);
      assertThat(http.write(request).read().status()).isEqualTo(401);
    }
  }

  @Test
  void aSecondRequestHiddenInAnUnreadBodyIsNotRun() {
    try (RawHttp http = new RawHttp("127.0.0.26", gate.address())) {
      String hidden = gate.call().head("DELETE", "/v1/token/" + gate.tokenId, "");
      http.write(
          "POST /v1/email HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer no\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + hidden.length()
              + "\r\n\r\n"
              + hidden);
      assertThat(http.read().status()).isEqualTo(401);
      assertThat(http.isClosedByServer()).isTrue();
    }
    assertThat(gate.call().get("/v1/whoami").status()).isEqualTo(200);
  }

  @Test
  void bothLengthsInOneRequestAreRefused() {
    try (RawHttp http = new RawHttp("127.0.0.27", gate.address())) {
      http.write(
          "POST /v1/email HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + gate.token
              + "\r\nContent-Type: application/json\r\nContent-Length: 5\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      assertThat(http.read().status()).isEqualTo(400);
    }
  }

  @Test
  void aBodyPastItsBoundIs413WhetherItsLengthIsSaidOrNot() {
    // Past the bound by no more than is drained, so that the answer can be read for sure.
    int bound = (int) ApiSettings.of(ApiGate.MAX_MESSAGE).maxMailBody();
    String large = "{\"text\":\"" + "x".repeat(bound) + "\"}";
    try (RawHttp http = new RawHttp("127.0.0.28", gate.address())) {
      http.write(
          gate.call()
              .header("Content-Type", "application/json")
              .head("POST", "/v1/email", "")
              .replace("\r\n\r\n", "\r\nContent-Length: 99999999\r\n\r\n"));
      assertThat(http.read().status()).isEqualTo(413);
    }
    try (RawHttp http = new RawHttp("127.0.0.29", gate.address())) {
      http.write(
          gate.call()
              .header("Content-Type", "application/json")
              .head("POST", "/v1/email", "")
              .replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n"));
      http.write(Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n");
      assertThat(http.read().status()).isEqualTo(413);
      assertThat(http.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aMessageTooLargeOnceComposedIs413() {
    String text = "x".repeat(1_200_000);
    assertThat(gate.call().post("/v1/email", ApiGate.mail().replace("Hello there.", text)).status())
        .isEqualTo(413);
  }

  @Test
  void whatIsNoJsonIsSaidWithItsPlace() {
    for (String bad :
        new String[] {
          "{", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "nonsense", "[".repeat(100), "{\"a\":\"\u0001\"}"
        }) {
      HttpAnswer answer = gate.call().post("/v1/email", bad);
      assertThat(answer.status()).as(bad).isEqualTo(400);
      assertThat(answer.text("/message")).startsWith("The body is not valid JSON");
    }
    assertThat(gate.call().post("/v1/email", "[]").status()).isEqualTo(422);
    assertThat(gate.call().post("/v1/bulk-email", "{}").status()).isEqualTo(422);
    assertThat(gate.call().send("POST", "/v1/email", "").status()).isEqualTo(422);
  }

  @Test
  void whatIsNotSaidToBeJsonIs415() {
    for (String type :
        new String[] {
          "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"
        }) {
      assertThat(
              gate.call().header("Content-Type", type).post("/v1/email", ApiGate.mail()).status())
          .as(type)
          .isEqualTo(415);
    }
    assertThat(gate.call().header("Content-Encoding", "gzip").post("/v1/email", "x").status())
        .isEqualTo(415);
  }

  @Test
  void whatIsNotThereIs404InJson() {
    for (String path :
        new String[] {"/v1", "/v1/nothing", "/v1/ip-allowlist/a/b/c", "/v1/token/x"}) {
      HttpAnswer answer = gate.call().get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.text("/message")).isNotEmpty();
      assertThat(answer.header("Content-Type"))
          .isEqualToIgnoringCase("application/json;charset=utf-8");
    }
  }

  @Test
  void anotherMethodIs405WithAllow() {
    HttpAnswer answer = gate.call().send("PATCH", "/v1/ip-allowlist", "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST, PUT, HEAD, OPTIONS");
    assertThat(gate.call().get("/v1/email").header("Allow")).isEqualTo("POST, OPTIONS");
    HttpAnswer options = gate.callWithout().send("OPTIONS", "/v1/whoami", "");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void headAsksAsMuchAsGet() {
    assertThat(gate.callWithout().send("HEAD", "/v1/ip-allowlist", "").status()).isEqualTo(401);
    HttpAnswer answer = gate.call().send("HEAD", "/v1/ip-allowlist", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void everyAnswerCarriesTheHeadersThatKeepABrowserAway() {
    for (HttpAnswer answer :
        new HttpAnswer[] {
          gate.call().get("/v1/whoami"),
          gate.callWithout().get("/v1/whoami"),
          gate.call().get("/v1")
        }) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }
  }

  @Test
  void twoCredentialsAreNone() {
    HttpAnswer answer = gate.call().bearer(gate.token).from("127.0.0.60").get("/v1/whoami");
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void oddPathsAreJsonToo() {
    for (String path :
        new String[] {"/v1/token/%00", "/v1/token/%zz", "/v1/%2e%2e/x", "/v1//email"}) {
      HttpAnswer answer = gate.call().get(path);
      assertThat(answer.status()).as(path).isBetween(400, 405);
      assertThat(answer.body()).as(path).doesNotContain("at dev.", "Exception");
    }
  }

  @Test
  void aMethodNobodyKnowsIs405InJson() {
    HttpAnswer answer = gate.call().send("PROPFIND", "/v1/email", "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST, OPTIONS");
    assertThat(answer.text("/message")).isNotEmpty();
  }

  @Test
  void whatIsNoRequestAtAllIsAnsweredInJson() {
    for (String bad : new String[] {"GARBAGE\r\n\r\n", "GET /v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n"}) {
      try (RawHttp http = new RawHttp("127.0.0.61", gate.address())) {
        HttpAnswer answer = http.write(bad).read();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).isNotEmpty();
      }
    }
  }

  @Test
  void anEmptyAnswerHasNoType() {
    HttpAnswer answer = gate.call().post("/v1/email", ApiGate.mail());
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Content-Type")).isEmpty();
  }

  @Test
  void whoWaitsFor100ContinueIsAskedForTheBodyOnceLetIn() {
    String mail = ApiGate.mail();
    try (RawHttp http = new RawHttp("127.0.0.62", gate.address())) {
      http.write(gate.call().header("Expect", "100-continue").head("POST", "/v1/email", mail));
      assertThat(http.read().status()).isEqualTo(100);
      assertThat(http.write(mail).read().status()).isEqualTo(202);
    }
  }

  @Test
  void aBodyOfCountlessSmallValuesIsRefusedBeforeItFillsTheMemory() {
    String values = "{},".repeat((int) Json.MAX_TOKENS / 2);
    HttpAnswer answer = gate.call().post("/v1/bulk-email", "[" + values + "{}]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("it holds too many values");
  }
}

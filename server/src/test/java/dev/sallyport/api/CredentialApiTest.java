package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialApiTest {
  @TempDir Path folder;
  ApiGate gate;

  @BeforeEach
  void start() {
    gate = ApiGate.start(folder);
  }

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void aTokenIsShownOnceAndWorksAtOnce() {
    HttpAnswer made = gate.call().post("/v1/token", "{\"name\":\"Batch\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String secret = made.text("/data/token");
    assertThat(secret).startsWith("sly_");
    assertThat(made.json().at("/data/scopes").toString()).isEqualTo("[\"email\"]");
    assertThat(gate.callWith(secret).post("/v1/email", ApiGate.mail()).status()).isEqualTo(202);

    String path = "/v1/token/" + made.text("/data/id");
    assertThat(gate.call().get(path).body()).doesNotContain(secret);
    assertThat(gate.call().get("/v1/token").body()).doesNotContain(secret);
  }

  @Test
  void anSmtpUserIsMadeEditedAndDeleted() {
    HttpAnswer made = gate.call().post("/v1/smtp-users", "{\"name\":\"Billing\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("/data/password")).isNotEmpty();
    assertThat(made.text("/data/username")).isNotEmpty();

    String path = "/v1/smtp-users/" + made.text("/data/id");
    HttpAnswer edited = gate.call().put(path, "{\"name\":\"Invoices\",\"status\":\"paused\"}");
    assertThat(edited.text("/data/name")).isEqualTo("Invoices");
    assertThat(edited.text("/data/status")).isEqualTo("paused");
    assertThat(gate.call().delete(path).status()).isEqualTo(204);
    assertThat(gate.call().get(path).status()).isEqualTo(404);
  }

  @Test
  void aPausedTokenIsTurnedAwayAtItsNextCall() {
    NewCredential sender = gate.token("sender", Set.of(Scope.EMAIL));
    HttpAnswer paused =
        gate.call().put("/v1/token/" + sender.credential().id(), "{\"status\":\"paused\"}");
    assertThat(paused.text("/data/status")).isEqualTo("paused");
    assertThat(gate.callWith(sender.secret()).post("/v1/email", ApiGate.mail()).status())
        .isEqualTo(401);
  }

  @Test
  void aTokenCannotMakeItselfOrAnotherStronger() {
    NewCredential weak = gate.token("weak", Set.of(Scope.CREDENTIALS));
    String own = "/v1/token/" + weak.credential().id();
    String strong = "/v1/token/" + gate.tokenId;

    for (HttpAnswer answer :
        new HttpAnswer[] {
          gate.callWith(weak.secret()).post("/v1/token", "{\"name\":\"x\",\"scopes\":[\"all\"]}"),
          gate.callWith(weak.secret()).post("/v1/token", "{\"name\":\"x\"}"),
          gate.callWith(weak.secret()).post("/v1/smtp-users", "{\"name\":\"x\"}"),
          gate.callWith(weak.secret()).put(own, "{\"scopes\":[\"credentials\",\"email\"]}"),
          gate.callWith(weak.secret()).put(strong, "{\"scopes\":[\"credentials\"]}"),
          gate.callWith(weak.secret()).put(strong, "{\"status\":\"paused\"}"),
          gate.callWith(weak.secret()).delete(strong),
        }) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text("/message")).contains("#MS40301");
    }
    assertThat(gate.call().get("/v1/whoami").status()).isEqualTo(200);
    assertThat(
            gate.callWith(weak.secret())
                .post("/v1/token", "{\"name\":\"peer\",\"scopes\":[\"credentials\"]}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void mistakesNameTheirField() {
    assertThat(gate.call().post("/v1/token", "{}").json().path("errors").has("name")).isTrue();
    assertThat(
            gate.call()
                .post("/v1/token", "{\"name\":\"x\",\"scopes\":[\"email\",\"root\"]}")
                .json()
                .path("errors")
                .has("scopes.1"))
        .isTrue();
    HttpAnswer edit =
        gate.call().put("/v1/token/" + gate.tokenId, "{\"status\":\"off\",\"scopes\":[]}");
    assertThat(edit.json().path("errors").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("status", "scopes");
  }

  @Test
  void aListComesInPages() {
    for (int i = 0; i < 4; i++) {
      gate.token("t" + i, Set.of(Scope.EMAIL));
    }
    HttpAnswer page = gate.call().get("/v1/token?page=2&limit=2");
    assertThat(page.json().path("data").size()).isEqualTo(2);
    assertThat(page.json().path("meta").toString())
        .isEqualTo("{\"current_page\":2,\"per_page\":2,\"last_page\":3,\"total\":5}");
    assertThat(gate.call().get("/v1/token?page=9").json().path("data").size()).isZero();
    assertThat(gate.call().get("/v1/token?limit=0").status()).isEqualTo(422);
    assertThat(gate.call().get("/v1/token?page=x").status()).isEqualTo(422);
  }
}

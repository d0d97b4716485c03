package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowlistApiTest {
  private static final String LIST = "/v1/ip-allowlist";

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

  /** Puts the caller's own address on the list first, so that it stays in. */
  private String listedMyself() {
    return gate.list("127.0.0.1");
  }

  private HttpAnswer add(String address) {
    return gate.call().post(LIST, "{\"address\":\"%s\",\"name\":\"Office\"}".formatted(address));
  }

  @Test
  void anEmptyListIsUnrestrictedAtRevision0() {
    HttpAnswer answer = gate.call().get(LIST);

    assertThat(answer.body())
        .isEqualTo(
            "{\"data\":[],\"meta\":{\"revision\":0,\"policy\":\"unrestricted\",\"mode\":\"enforce\","
                + "\"total\":0}}");
    assertThat(answer.header("ETag")).isEqualTo("\"0\"");
  }

  @Test
  void anEntryHasExactlyItsFields() {
    listedMyself();
    HttpAnswer answer =
        gate.call()
            .post(
                LIST,
                """
                {"address":"203.0.113.0/24","name":"Office",
                 "expires_at":"2099-01-31T18:00:00+02:00"}\
                """);

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().path("data").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "address",
            "name",
            "status",
            "expires_at",
            "created_at",
            "updated_at",
            "last_used_at");
    assertThat(answer.text("/data/id")).matches("[0-9a-f]{24}");
    assertThat(answer.text("/data/status")).isEqualTo("active");
    assertThat(answer.text("/data/expires_at")).isEqualTo("2099-01-31T16:00:00Z");
    assertThat(answer.json().at("/data/last_used_at").isNull()).isTrue();
    assertThat(answer.json().path("meta").toString())
        .isEqualTo("{\"revision\":2,\"policy\":\"restricted\",\"mode\":\"enforce\",\"total\":2}");
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void theFirstEntryAsksForEachWarningAndIsMadeOnceAllAreAcknowledged() {
    HttpAnswer asked = add("192.0.2.1");
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.json().path("warnings").findValuesAsText("code"))
        .containsExactlyInAnyOrder("closes_account", "denies_caller");
    assertThat(gate.call().get(LIST).text("/meta/revision")).isEqualTo("0");

    HttpAnswer again =
        gate.call()
            .post(
                LIST,
                """
                {"address":"192.0.2.1","name":"Office","acknowledge":["closes_account"]}\
                """);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("warnings").findValuesAsText("code"))
        .containsExactly("denies_caller");

    HttpAnswer made =
        gate.call()
            .post(
                LIST,
                """
                {"address":"192.0.2.1","name":"Office",
                 "acknowledge":["closes_account","denies_caller"]}\
                """);
    assertThat(made.status()).isEqualTo(201);
    assertThat(gate.call().get(LIST).status()).isEqualTo(403);
  }

  @Test
  void theLastDeletionIsAcknowledgedInTheQuery() {
    String entry = listedMyself();
    assertThat(gate.call().delete(LIST + "/" + entry).status()).isEqualTo(409);
    HttpAnswer deleted =
        gate.call().delete(LIST + "/" + entry + "?acknowledge=opens_account,denies_caller");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(gate.call().get(LIST).text("/meta/policy")).isEqualTo("unrestricted");
  }

  @Test
  void everythingOnTheInternetIsVeryWide() {
    listedMyself();
    assertThat(add("0.0.0.0/0").json().path("warnings").findValuesAsText("code"))
        .containsExactly("very_wide");
  }

  @Test
  void whatIsMistypedIsExplainedWithWhatWasMeant() {
    HttpAnswer answer = add("203.0.113.7/24");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/errors/address/0")).isNotEmpty();
    assertThat(answer.json().path("suggestions").toString()).contains("203.0.113.0/24");
    assertThat(answer.json().path("errors").path("address").path(0).asText())
        .endsWith("Did you mean 203.0.113.0/24, or 203.0.113.7?");
    for (String bad :
        new String[] {"010.0.0.1", "10.1", "fe80::1%eth0", "example.org", "", "٣.1.1.1"}) {
      assertThat(add(bad)).as(bad).extracting(HttpAnswer::status).isEqualTo(422);
    }
  }

  @Test
  void allMistakesInAnEntryAreToldAtOnce() {
    HttpAnswer answer =
        gate.call().post(LIST, "{\"address\":7,\"name\":[],\"status\":1,\"expires_at\":\"soon\"}");
    assertThat(answer.json().path("errors").fieldNames())
        .toIterable()
        .containsExactly("address", "name", "status", "expires_at");
  }

  @Test
  void anEntryIsEditedPausedAndResumed() {
    listedMyself();
    String id = add("192.0.2.1").text("/data/id");
    HttpAnswer edited =
        gate.call()
            .put(LIST + "/" + id, "{\"name\":\"New\",\"expires_at\":\"2099-01-01T00:00:00Z\"}");
    assertThat(edited.status()).as(edited.body()).isEqualTo(200);
    assertThat(edited.text("/data/name")).isEqualTo("New");
    assertThat(edited.text("/data/address")).isEqualTo("192.0.2.1");

    assertThat(gate.call().put(LIST + "/" + id, "{\"status\":\"paused\"}").text("/data/status"))
        .isEqualTo("paused");
    HttpAnswer lasting =
        gate.call().put(LIST + "/" + id, "{\"status\":\"active\",\"expires_at\":null}");
    assertThat(lasting.text("/data/status")).isEqualTo("active");
    assertThat(lasting.json().at("/data/expires_at").isNull()).isTrue();
    assertThat(gate.call().get(LIST + "/" + id).text("/data/name")).isEqualTo("New");
  }

  @Test
  void anotherAccountsEntryIsNotThere() {
    Account other = gate.accounts.create("Other", "enterprise");
    NewCredential theirs =
        gate.credentials.createToken(
            other.id(),
            "t",
            Set.of(Scope.ALLOWLIST_READ, Scope.ALLOWLIST_WRITE),
            Actor.commandLine());
    String entry = listedMyself();

    assertThat(gate.callWith(theirs.secret()).get(LIST + "/" + entry).status()).isEqualTo(404);
    assertThat(gate.callWith(theirs.secret()).delete(LIST + "/" + entry).status()).isEqualTo(404);
    assertThat(
            gate.callWith(theirs.secret())
                .get("/v1/token/" + gate.tokenId + "/ip-allowlist")
                .status())
        .isEqualTo(404);
  }

  @Test
  void aStaleIfMatchChangesNothing() {
    listedMyself();
    String body = "{\"entries\":[{\"address\":\"127.0.0.1\",\"name\":\"Me\"}]}";
    HttpAnswer stale = gate.call().header("If-Match", "\"0\"").put(LIST, body);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("ETag")).isEqualTo("\"1\"");
    assertThat(gate.call().header("If-Match", "W/\"1\"").put(LIST, body).status()).isEqualTo(412);
    assertThat(gate.call().header("If-Match", "\"1\"").put(LIST, body).status()).isEqualTo(200);
  }

  @Test
  void aListThatWasReadCanBeSentBack() {
    listedMyself();
    String id =
        gate.call()
            .post(
                LIST,
                """
                {"address":"192.0.2.1","name":"Guest","expires_at":"%s"}\
                """
                    .formatted(gate.clock.instant().plus(Duration.ofHours(1))))
            .text("/data/id");
    gate.clock.forward(Duration.ofHours(2));
    HttpAnswer read = gate.call().get(LIST);
    assertThat(read.text("/data/1/status")).isEqualTo("expired");

    HttpAnswer sent = gate.call().put(LIST, "{\"entries\":" + read.json().path("data") + "}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    assertThat(sent.text("/data/1/id")).isEqualTo(id);
    assertThat(sent.text("/meta/revision")).isEqualTo("2");
  }

  @Test
  void anUnchangedListIs304UnlessAnEntryMayHaveExpired() {
    listedMyself();
    HttpCall call = gate.call().header("If-None-Match", "\"1\"");
    HttpAnswer same = call.get(LIST);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).isEqualTo("\"1\"");
    HttpAnswer added =
        gate.call()
            .post(
                LIST,
                """
                {"address":"192.0.2.1","name":"Guest","expires_at":"2099-01-01T00:00:00Z"}\
                """);
    assertThat(added.status()).isEqualTo(201);
    assertThat(gate.call().header("If-None-Match", "\"2\"").get(LIST).status()).isEqualTo(200);
  }

  @Test
  void checkSaysByWhichEntryOrWhyNot() {
    String entry = listedMyself();
    HttpAnswer allowed = gate.call().get(LIST + "/check?address=127.0.0.1&channel=smtp");
    assertThat(allowed.text("/data/verdict")).isEqualTo("allowed");
    assertThat(allowed.text("/data/reason")).isEqualTo("listed");
    assertThat(allowed.text("/data/entry/id")).isEqualTo(entry);
    assertThat(allowed.text("/data/revision")).isEqualTo("1");

    HttpAnswer denied = gate.call().get(LIST + "/check?address=8.8.8.8");
    assertThat(denied.text("/data/verdict")).isEqualTo("denied");
    assertThat(denied.text("/data/reason")).isEqualTo("not_listed");
    assertThat(denied.json().at("/data/entry").isNull()).isTrue();

    assertThat(gate.call().get(LIST + "/check?address=::ffff:127.0.0.1").text("/data/address"))
        .isEqualTo("127.0.0.1");
    assertThat(gate.call().get(LIST + "/check?address=1.2").status()).isEqualTo(422);
    assertThat(gate.call().get(LIST + "/check").status()).isEqualTo(422);
    assertThat(gate.call().get(LIST + "/check?address=1.2.3.4&channel=fax").status())
        .isEqualTo(422);
  }

  @Test
  void aChangeWaitsToBeConfirmedAndSaysUntilWhen() {
    listedMyself();
    HttpAnswer made =
        gate.call()
            .post(LIST, "{\"address\":\"192.0.2.7\",\"name\":\"x\",\"confirm_within\":\"10m\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String until = made.header("X-Allowlist-Confirm-By");
    assertThat(until).isNotNull();
    assertThat(gate.call().get(LIST).text("/meta/confirm_by")).isEqualTo(until);
    assertThat(gate.call().get(LIST + "/history").text("/data/0/deadline/outcome"))
        .isEqualTo("waiting");

    assertThat(gate.call().post(LIST + "/confirm", "").text("/meta/revision")).isEqualTo("2");
    assertThat(gate.call().get(LIST + "/history").text("/data/0/deadline/outcome"))
        .isEqualTo("confirmed");
    assertThat(gate.call().post(LIST + "/confirm", "").status()).isEqualTo(404);
    assertThat(gate.call().post(LIST + "/revert", "").status()).isEqualTo(404);
  }

  @Test
  void aChangeThatWaitsIsTakenBackAtOnce() {
    listedMyself();
    gate.call().post(LIST, "{\"address\":\"192.0.2.7\",\"name\":\"x\",\"confirm_within\":\"2h\"}");
    HttpAnswer back = gate.call().post(LIST + "/revert", "");
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(back.text("/meta/total")).isEqualTo("1");
  }

  @Test
  void aTimeToConfirmInThatIsNoneChangesNothing() {
    listedMyself();
    HttpAnswer answer =
        gate.call()
            .post(LIST, "{\"address\":\"192.0.2.7\",\"name\":\"x\",\"confirm_within\":\"soon\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/errors/confirm_within/0")).contains("1 minute");
  }

  @Test
  void monitorModeIsAcknowledgedLikeAnOpening() {
    listedMyself();
    HttpAnswer asked = gate.call().put(LIST + "/mode", "{\"mode\":\"monitor\"}");
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.text("/warnings/0/code")).isEqualTo("opens_account");
    HttpAnswer made =
        gate.call()
            .put(LIST + "/mode", "{\"mode\":\"monitor\",\"acknowledge\":[\"opens_account\"]}");
    assertThat(made.text("/data/mode")).isEqualTo("monitor");
    assertThat(made.text("/meta/revision")).isEqualTo("2");
    assertThat(gate.call().put(LIST + "/mode", "{\"mode\":\"off\"}").status()).isEqualTo(422);
  }

  @Test
  void historyShowsEachRevisionAsADifferenceAndRestoresIt() {
    listedMyself();
    String id = add("192.0.2.1").text("/data/id");
    gate.call().put(LIST + "/" + id, "{\"name\":\"Renamed\"}");
    gate.call().delete(LIST + "/" + id);

    HttpAnswer history = gate.call().get(LIST + "/history");
    assertThat(history.json().path("data").findValuesAsText("revision"))
        .containsExactly("4", "3", "2", "1");
    assertThat(history.text("/data/0/kind")).isEqualTo("delete");
    assertThat(history.text("/data/0/removed/0/id")).isEqualTo(id);
    assertThat(history.text("/data/0/actor/name")).isEqualTo("main");
    assertThat(history.text("/data/0/actor/address")).isEqualTo("127.0.0.1");
    assertThat(history.text("/data/1/changed/0/after/name")).isEqualTo("Renamed");
    assertThat(history.text("/data/1/counts/changed")).isEqualTo("1");
    assertThat(gate.call().get(LIST + "/history?limit=1&before=3").text("/data/0/revision"))
        .isEqualTo("2");

    HttpAnswer restored = gate.call().send("POST", LIST + "/history/3/restore", "");
    assertThat(restored.status()).as(restored.body()).isEqualTo(200);
    assertThat(restored.text("/data/1/name")).isEqualTo("Renamed");
    assertThat(gate.call().send("POST", LIST + "/history/99/restore", "").status()).isEqualTo(404);
    assertThat(gate.call().send("POST", LIST + "/history/x/restore", "").status()).isEqualTo(404);
  }

  @Test
  void aPlanWithoutTheFeatureIsNamedAndItsEntriesStayEnforced() {
    String entry = listedMyself();
    gate.accounts.setPlan(gate.account.id(), "free");

    HttpAnswer answer = add("192.0.2.1");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("/message")).contains("free");
    assertThat(gate.call().from("127.0.0.9").get(LIST).status()).isEqualTo(403);
    assertThat(
            gate.call()
                .put(
                    LIST + "/" + entry,
                    "{\"status\":\"paused\",\"acknowledge\":[\"denies_caller\"]}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void pastThePlansNumberIs422() {
    gate.accounts.setPlan(gate.account.id(), "starter");
    listedMyself();
    assertThat(add("192.0.2.1").status()).isEqualTo(201);
    assertThat(add("192.0.2.2").status()).isEqualTo(201);
    HttpAnswer answer = add("192.0.2.3");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/message")).contains("starter", "3");
  }

  @Test
  void aCoveredEntryIsMadeWithANote() {
    listedMyself();
    add("192.0.2.0/24");
    HttpAnswer answer = add("192.0.2.7");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("/notes/0")).contains("192.0.2.0/24");
    assertThat(add("192.0.2.7").text("/errors/address/0")).contains("Office");
  }

  @Test
  void aCredentialsOwnListHasTheSameRoutes() {
    NewCredential sender = gate.token("sender", Set.of(Scope.EMAIL));
    String list = "/v1/token/" + sender.credential().id() + "/ip-allowlist";
    HttpAnswer made =
        gate.call()
            .post(
                list,
                """
                {"address":"127.0.0.9","name":"Batch","acknowledge":["closes_account"]}\
                """);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(gate.callWith(sender.secret()).post("/v1/email", ApiGate.mail()).text("/message"))
        .contains("this credential's IP allowlist");
    HttpAnswer check = gate.call().get(list + "/check?address=127.0.0.1");
    assertThat(check.text("/data/reason")).isEqualTo("credential_not_listed");
    assertThat(gate.call().get(LIST).text("/meta/total")).isEqualTo("0");

    String user =
        gate.credentials
            .createSmtpUser(gate.account.id(), "billing", Actor.commandLine())
            .credential()
            .id();
    assertThat(gate.call().get("/v1/smtp-users/" + user + "/ip-allowlist").status()).isEqualTo(200);
    assertThat(gate.call().get("/v1/token/" + user + "/ip-allowlist").status()).isEqualTo(404);
  }

  @Test
  void withTheDatabaseAwayListsHoldAndEditsAreRefusedAsTemporary() {
    listedMyself();
    gate.store.close();

    HttpAnswer edit = add("192.0.2.1");
    assertThat(edit.status()).isEqualTo(503);
    assertThat(edit.header("Retry-After")).isNotEmpty();
    assertThat(gate.call().post("/v1/email", ApiGate.mail()).status()).isEqualTo(202);
    assertThat(gate.call().from("127.0.0.9").post("/v1/email", ApiGate.mail()).status())
        .isEqualTo(403);
    assertThat(
            gate.call().header("Idempotency-Key", "one").post("/v1/email", ApiGate.mail()).status())
        .isEqualTo(503);
  }
}

package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Change;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import dev.sallyport.peer.ClientHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and what those who are not get to hear. */
class GateOrderTest {
  private static final String HERE = "127.0.0.1";
  private static final String ELSEWHERE = "127.0.0.9";

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
  void aWrongCredentialIsTheSame401WhateverTheAddress() {
    gate.list(HERE);
    NewCredential paused = gate.token("paused", Set.of(Scope.EMAIL));
    gate.credentials.setPaused(
        gate.account.id(),
        CredentialKind.API_TOKEN,
        paused.credential().id(),
        true,
        Actor.commandLine());

    for (String address : new String[] {HERE, ELSEWHERE}) {
      for (HttpAnswer answer :
          new HttpAnswer[] {
            gate.callWithout().from(address).post("/v1/email", ApiGate.mail()),
            gate.callWith("sly_nonsense").from(address).post("/v1/email", ApiGate.mail()),
            gate.callWith(paused.secret()).from(address).post("/v1/email", ApiGate.mail()),
            gate.callWithout()
                .header("Authorization", "Basic eDp5")
                .from(address)
                .post("/v1/email", ApiGate.mail())
          }) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthenticated.\"}");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("X-Allowlist-Verdict")).isEmpty();
      }
    }
  }

  @Test
  void anAddressThatIsNotListedHearsItsOwnAddress() {
    gate.list("192.0.2.1");
    HttpAnswer answer = gate.call().from(ELSEWHERE).post("/v1/email", ApiGate.mail());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"Your IP address is not allowlisted. 127.0.0.9 is not on this account's"
                + " IP allowlist. #MS40305\",\"ip\":\"127.0.0.9\"}");
    assertThat(answer.header("X-Allowlist-Verdict")).isEqualTo("denied; reason=not_listed");
    assertThat(gate.relay.connections()).isZero();
  }

  @Test
  void aPausedAccountIsToldBeforeItsList() {
    gate.list("192.0.2.1");
    gate.accounts.setPaused(gate.account.id(), true);
    HttpAnswer answer = gate.call().post("/v1/email", ApiGate.mail());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"message\":\"This account is paused.\"}");
  }

  @Test
  void theCredentialsOwnListHasItsOwnWords() {
    NewCredential sender = gate.token("sender", Set.of(Scope.EMAIL));
    gate.list("127.0.0.0/8");
    gate.list(new ListRef(gate.account.id(), sender.credential().id()), HERE, null);

    HttpAnswer denied =
        gate.callWith(sender.secret()).from(ELSEWHERE).post("/v1/email", ApiGate.mail());
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text("/message"))
        .isEqualTo(
            "Your IP address is not allowlisted. 127.0.0.9 is not on this credential's IP"
                + " allowlist. #MS40305");
    assertThat(gate.callWith(sender.secret()).post("/v1/email", ApiGate.mail()).status())
        .isEqualTo(202);
  }

  @Test
  void anAllowedCallNamesItsEntry() {
    String entry = gate.list(HERE);
    assertThat(gate.call().get("/v1/ip-allowlist").header("X-Allowlist-Verdict"))
        .isEqualTo("allowed; entry=" + entry);
  }

  @Test
  void aTokenForSendingCannotTouchTheList() {
    NewCredential sender = gate.token("sender", Set.of(Scope.EMAIL));
    for (HttpAnswer answer :
        new HttpAnswer[] {
          gate.callWith(sender.secret()).get("/v1/ip-allowlist"),
          gate.callWith(sender.secret())
              .post("/v1/ip-allowlist", "{\"address\":\"192.0.2.1\",\"name\":\"x\"}"),
          gate.callWith(sender.secret()).get("/v1/token"),
        }) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text("/message")).contains("#MS40301");
    }
    NewCredential reader = gate.token("reader", Set.of(Scope.ALLOWLIST_READ));
    assertThat(gate.callWith(reader.secret()).post("/v1/email", ApiGate.mail()).status())
        .isEqualTo(403);
  }

  @Test
  void inMonitorModeMailPassesAndManagementStaysEnforced() {
    gate.list("192.0.2.1");
    gate.change(ListRef.ofAccount(gate.account.id()), new Change.SetMode(Mode.MONITOR));

    HttpAnswer mail = gate.call().from(ELSEWHERE).post("/v1/email", ApiGate.mail());
    assertThat(mail.status()).isEqualTo(202);
    assertThat(mail.header("X-Allowlist-Verdict"))
        .isEqualTo("denied; reason=not_listed; mode=monitor");
    HttpAnswer list = gate.call().from(ELSEWHERE).get("/v1/ip-allowlist");
    assertThat(list.status()).isEqualTo(403);
    assertThat(list.text("/ip")).isEqualTo(ELSEWHERE);
    assertThat(gate.call().from(ELSEWHERE).get("/v1/bulk-email/none").status()).isEqualTo(403);
  }

  @Test
  void aCredentialsOwnListInMonitorModeLetsItsMailThroughAndNothingElse() {
    NewCredential sender = gate.token("sender", Set.of(Scope.EMAIL, Scope.ALLOWLIST_READ));
    ListRef own = new ListRef(gate.account.id(), sender.credential().id());
    gate.list(own, HERE, null);
    gate.change(own, new Change.SetMode(Mode.MONITOR));

    HttpAnswer mail =
        gate.callWith(sender.secret()).from(ELSEWHERE).post("/v1/email", ApiGate.mail());
    assertThat(mail.status()).isEqualTo(202);
    assertThat(mail.header("X-Allowlist-Verdict"))
        .isEqualTo("denied; reason=credential_not_listed; mode=monitor");
    HttpAnswer list = gate.callWith(sender.secret()).from(ELSEWHERE).get("/v1/ip-allowlist");
    assertThat(list.status()).isEqualTo(403);
    assertThat(list.text("/message")).contains("this credential's IP allowlist");
  }

  @Test
  void aListThatWasNeverLoadedIsATemporaryFailure(@TempDir Path other) {
    try (ApiGate empty = ApiGate.with().withoutAnyList().start(other)) {
      HttpAnswer answer = empty.call().post("/v1/email", ApiGate.mail());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).matches("\\d+");
      assertThat(empty.relay.connections()).isZero();
    }
  }

  @Test
  void aChangeBindsTheNextRequestOfAnOpenConnection() {
    HttpCall call = gate.call();
    try (RawHttp http = new RawHttp(HERE, gate.address())) {
      String request = call.head("GET", "/v1/ip-allowlist", "");
      assertThat(http.write(request).read().status()).isEqualTo(200);
      gate.list("192.0.2.1");
      assertThat(http.write(request).read().status()).isEqualTo(403);
    }
  }

  @Test
  void aChangeBindsARequestWhoseBodyIsStillComing() {
    String json = "{\"address\":\"198.51.100.7\",\"name\":\"Late\"}";
    HttpCall call = gate.call();
    try (RawHttp http = new RawHttp(HERE, gate.address())) {
      http.write(call.head("POST", "/v1/ip-allowlist", json)).write(json.substring(0, 5));
      assertThat(gate.call().get("/v1/whoami").status()).isEqualTo(200);
      gate.list("192.0.2.1");
      http.write(json.substring(5));
      assertThat(http.read().status()).isEqualTo(403);
    }
  }

  @Test
  void whoamiAnswersWhoIsDenied() {
    gate.list("192.0.2.1");
    HttpAnswer answer = gate.call().from(ELSEWHERE).get("/v1/whoami");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/data/client_address")).isEqualTo(ELSEWHERE);
    assertThat(answer.text("/data/remote_address")).isEqualTo(ELSEWHERE);
    assertThat(answer.text("/data/via/0/source")).isEqualTo("socket");
    assertThat(answer.text("/data/account/id")).isEqualTo(gate.account.id());
    assertThat(answer.text("/data/credential/id")).isEqualTo(gate.tokenId);
    assertThat(answer.text("/data/verdict/verdict")).isEqualTo("denied");
    assertThat(answer.text("/data/verdict/reason")).isEqualTo("not_listed");
  }

  @Test
  @Timeout(30)
  void whoamiAnswersWhileTheDatabaseIsSilent() {
    CountDownLatch silence = new CountDownLatch(1);
    try {
      // As many as may read at once.
      for (int i = 0; i < 4; i++) {
        Thread.startVirtualThread(() -> gate.store.read(_ -> held(silence)));
      }

      HttpAnswer answer = gate.call().get("/v1/whoami");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().at("/data/hint").isNull()).isTrue();
    } finally {
      silence.countDown();
    }
  }

  private static boolean held(CountDownLatch silence) {
    try {
      silence.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoamiAnswersAnSmtpUserByBasic() {
    NewCredential user =
        gate.credentials.createSmtpUser(gate.account.id(), "billing", Actor.commandLine());
    String pair = user.credential().username() + ":" + user.secret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    HttpAnswer answer =
        gate.callWithout().header("Authorization", "Basic " + basic).get("/v1/whoami");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/data/credential/kind")).isEqualTo("smtp_user");
  }

  @Test
  void guessingIsSlowedForItsAddressAlone() {
    int refusals = 0;
    HttpAnswer last = gate.callWith("sly_guess").from(ELSEWHERE).get("/v1/whoami");
    for (int i = 0; i < 20 && last.status() == 401; i++) {
      refusals++;
      last = gate.callWith("sly_guess" + i).from(ELSEWHERE).get("/v1/whoami");
    }
    assertThat(last.status()).as("after %s refusals", refusals).isEqualTo(429);
    assertThat(last.header("Retry-After")).matches("\\d+");
    assertThat(gate.call().get("/v1/whoami").status()).isEqualTo(200);
    gate.clock.forward(Duration.ofMinutes(20));
    assertThat(gate.call().from(ELSEWHERE).get("/v1/whoami").status()).isEqualTo(200);
  }

  @Test
  void deniedCallsUseUpNothingOfTheOwnersRate(@TempDir Path other) {
    try (ApiGate limited = ApiGate.with().requestsPerMinute(2).start(other)) {
      limited.list(HERE);
      for (int i = 0; i < 10; i++) {
        assertThat(limited.call().from(ELSEWHERE).get("/v1/ip-allowlist").status()).isEqualTo(403);
      }
      // Both tries within the minute that is under way; should one just end, the other counts anew.
      assertThat(limited.call().get("/v1/ip-allowlist").status()).isEqualTo(200);
    }
  }

  @Test
  void pastThePlansRateIs429(@TempDir Path other) {
    try (ApiGate limited = ApiGate.with().requestsPerMinute(2).start(other)) {
      HttpAnswer last = limited.call().get("/v1/whoami");
      for (int i = 0; i < 5 && last.status() == 200; i++) {
        assertThat(last.header("X-RateLimit-Limit")).isEqualTo("2");
        last = limited.call().get("/v1/whoami");
      }
      assertThat(last.status()).isEqualTo(429);
      assertThat(last.header("Retry-After")).matches("\\d+");
      limited.clock.forward(Duration.ofMinutes(1));
      assertThat(limited.call().get("/v1/whoami").status()).isEqualTo(200);
    }
  }

  @Test
  void aForwardingHeaderFromAnUntrustedPeerIsIgnored() {
    gate.list("192.0.2.1");
    HttpAnswer answer =
        gate.call().header("X-Forwarded-For", "192.0.2.1").post("/v1/email", ApiGate.mail());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("/ip")).isEqualTo(HERE);
  }

  @Test
  void aTrustedProxysHeaderIsWalkedFromTheRightAndNeverGuessedAt(@TempDir Path other) {
    try (ApiGate proxied =
        ApiGate.with().trusting("127.0.0.1/32", ClientHeader.X_FORWARDED_FOR).start(other)) {
      proxied.list("192.0.2.1");
      assertThat(
              proxied
                  .call()
                  .header("X-Forwarded-For", "192.0.2.1, 198.51.100.9")
                  .get("/v1/ip-allowlist")
                  .text("/ip"))
          .isEqualTo("198.51.100.9");
      assertThat(
              proxied
                  .call()
                  .header("X-Forwarded-For", "198.51.100.9")
                  .header("X-Forwarded-For", "192.0.2.1")
                  .get("/v1/ip-allowlist")
                  .status())
          .isEqualTo(200);
      for (String malformed :
          new String[] {"unknown", "_hidden", "010.0.0.1", "192.0.2.1, nobody"}) {
        HttpAnswer answer =
            proxied.call().header("X-Forwarded-For", malformed).get("/v1/ip-allowlist");
        assertThat(answer.status()).as(malformed).isEqualTo(400);
        assertThat(answer.text("/message")).isNotEmpty();
      }
    }
  }

  @Test
  void aScopeTakenAwayIsGoneAtTheNextCall() {
    NewCredential all = gate.token("all", EnumSet.allOf(Scope.class));
    gate.credentials.setScopes(
        gate.account.id(), all.credential().id(), Set.of(Scope.EMAIL), Actor.commandLine());
    assertThat(gate.callWith(all.secret()).get("/v1/ip-allowlist").status()).isEqualTo(403);
  }

  @Test
  void noHeaderIsReadUntilOneIsNamedAndThenOnlyThatOne(@TempDir Path other, @TempDir Path third) {
    try (ApiGate balanced =
        ApiGate.with().trusting("127.0.0.1/32", ClientHeader.NONE).start(other)) {
      balanced.list("192.0.2.1");
      HttpAnswer answer =
          balanced
              .call()
              .header("X-Forwarded-For", "192.0.2.1")
              .header("Forwarded", "for=192.0.2.1")
              .get("/v1/ip-allowlist");
      assertThat(answer.text("/ip")).isEqualTo(HERE);
    }
    try (ApiGate proxied =
        ApiGate.with().trusting("127.0.0.1/32", ClientHeader.FORWARDED).start(third)) {
      proxied.list("192.0.2.1");
      HttpAnswer answer =
          proxied
              .call()
              .header("X-Forwarded-For", "192.0.2.1")
              .header("Forwarded", "for=198.51.100.9;proto=https")
              .get("/v1/ip-allowlist");
      assertThat(answer.text("/ip")).isEqualTo("198.51.100.9");
    }
  }

  @Test
  void aMappedAddressIsTheAddressItStandsFor(@TempDir Path other) {
    try (ApiGate proxied =
        ApiGate.with().trusting("127.0.0.1/32", ClientHeader.X_FORWARDED_FOR).start(other)) {
      proxied.list("192.0.2.1");
      assertThat(
              proxied
                  .call()
                  .header("X-Forwarded-For", "::ffff:192.0.2.1")
                  .get("/v1/ip-allowlist")
                  .status())
          .isEqualTo(200);
      assertThat(
              proxied
                  .call()
                  .header("X-Forwarded-For", "64:ff9b::c000:201")
                  .get("/v1/ip-allowlist")
                  .status())
          .isEqualTo(403);
    }
  }
}

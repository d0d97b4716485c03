package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credential;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnListPagesTest extends DashboardTestCase {

  private Credential token(Account account) {
    return house
        .credentials
        .createToken(account.id(), "ci", Set.of(Scope.EMAIL), Actor.commandLine())
        .credential();
  }

  private static String path(Credential credential) {
    return "/credentials/tokens/" + credential.id() + "/allowlist";
  }

  private Allowlist own(Credential credential) {
    return house
        .allowlists
        .find(new ListRef(credential.accountId(), credential.id()))
        .orElseThrow();
  }

  private Signed withEntry(Credential credential, Signed signed) {
    HttpResponse<String> added =
        signed
            .browser()
            .submit(
                path(credential) + "/new",
                path(credential),
                Map.of("name", "Runner", "address", "192.0.2.7", "acknowledge", "closes_account"));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
    return signed;
  }

  @Test
  void anEntryIsAddedToTheCredentialsListAndNotToTheAccounts() {
    Signed signed = owner();
    Credential token = token(signed.account());
    assertThat(signed.browser().get("/credentials").body())
        .contains("Account's list only", path(token));

    withEntry(token, signed);

    assertThat(own(token).entries()).extracting(entry -> entry.name()).containsExactly("Runner");
    assertThat(house.list(signed.account()).entries()).isEmpty();
    assertThat(signed.browser().get(path(token)).body())
        .contains("IP allowlist of ci", "This token may call only from 1\u00a0address");
    assertThat(signed.browser().get("/credentials").body()).contains("Own list: 1\u00a0address");
  }

  @Test
  void theFirstEntrySaysWhatItDoesToTheCredential() {
    Signed signed = owner();
    Credential token = token(signed.account());
    assertThat(signed.browser().get(path(token) + "/new").body())
        .contains("Restrict this token to its own list");
  }

  @Test
  void checkingSaysWhichOfTheTwoListsDenies() {
    Signed signed = owner();
    Credential token = token(signed.account());
    withEntry(token, signed);
    Browser browser = signed.browser();

    assertThat(browser.get(path(token) + "/check?address=192.0.2.7").body()).contains("by Runner");
    assertThat(browser.get(path(token) + "/check?address=192.0.2.8").body())
        .contains("No entry of its own list covers it.");

    house.add(signed.account(), "203.0.113.0/24", "Office");
    assertThat(browser.get(path(token) + "/check?address=192.0.2.7").body())
        .contains("The account's list does not let it in.");
    assertThat(browser.get(path(token) + "/check?address=203.0.113.1").body())
        .contains("No entry of its own list covers it.");
  }

  @Test
  void itsHistoryIsItsOwnAndRestores() {
    Signed signed = owner();
    Credential token = token(signed.account());
    withEntry(token, signed);
    String entry = own(token).entries().getFirst().id();
    signed.browser().submit(path(token), path(token) + "/" + entry + "/pause", Map.of());
    assertThat(own(token).entries().getFirst().paused()).isTrue();

    String log = path(token) + "/history";
    assertThat(signed.browser().get(log).body()).contains("Runner", "Revision 2");
    HttpResponse<String> restored = signed.browser().submit(log, log + "/1/restore", Map.of());
    assertThat(restored.headers().firstValue("Location")).hasValue(path(token));
    assertThat(own(token).entries().getFirst().paused()).isFalse();
    assertThat(signed.browser().get("/history").body()).contains("Nothing was changed yet");
  }

  @Test
  void monitorModeIsTurnedOnOnceAcknowledgedAndOffAgain() {
    Signed signed = owner();
    Credential token = token(signed.account());
    withEntry(token, signed);
    String at = path(token);

    assertThat(signed.browser().get(at + "/monitor").body())
        .contains("Calls that manage this account stay held to the list.");
    assertThat(signed.browser().submit(at, at + "/monitor", Map.of()).statusCode()).isEqualTo(409);
    assertThat(own(token).mode()).isEqualTo(Mode.ENFORCE);

    signed.browser().submit(at, at + "/monitor", Map.of("acknowledge", "opens_account"));
    assertThat(own(token).mode()).isEqualTo(Mode.MONITOR);
    assertThat(signed.browser().get(at).body())
        .contains("Account's list only while in monitor mode", "Enforce the list");

    signed.browser().submit(at, at + "/enforce", Map.of());
    assertThat(own(token).mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void theAccountsListIsMonitoredByPageToo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(signed.browser().get("/allowlist").body()).contains("href=\"/allowlist/monitor\"");

    HttpResponse<String> made =
        signed
            .browser()
            .submit("/allowlist", "/allowlist/monitor", Map.of("acknowledge", "opens_account"));
    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).mode()).isEqualTo(Mode.MONITOR);
  }

  @Test
  void aViewerSeesAndChangesNothing() {
    Signed signed = signed("professional", Role.VIEWER);
    Credential token = token(signed.account());
    String at = path(token);

    assertThat(signed.browser().get(at).statusCode()).isEqualTo(200);
    for (String form : new String[] {at + "/new", at + "/monitor"}) {
      assertThat(signed.browser().get(form).statusCode()).as(form).isEqualTo(403);
    }
    Map<String, String> typed = Map.of("name", "x", "address", "192.0.2.1");
    for (String action : new String[] {at, at + "/monitor", at + "/enforce"}) {
      assertThat(signed.browser().submit("/credentials", action, typed).statusCode())
          .as(action)
          .isEqualTo(403);
    }
    assertThat(own(token).revision()).isZero();
  }

  @Test
  void anotherAccountsCredentialIsNotThere() {
    Credential theirs = token(owner().account());
    assertThat(owner().browser().get(path(theirs)).statusCode()).isEqualTo(404);
  }

  @Test
  void thatUseIsNotCountedIsSaidOnTheListAndTheEntry() {
    Signed signed = owner();
    Credential token = token(signed.account());
    withEntry(token, signed);
    String calls = "/activity?credential=" + token.id();
    assertThat(signed.browser().get(path(token)).body()).contains("is not counted", calls);
    String entry = path(token) + "/" + own(token).entries().getFirst().id();
    assertThat(signed.browser().get(entry).body()).contains("is not counted", calls);
  }

  @Test
  void emptyingItOpensItToTheAccountsListOnly() {
    Signed signed = owner();
    Credential token = token(signed.account());
    withEntry(token, signed);
    assertThat(
            house.allowlists.change(
                own(token).ref(),
                new Change.Replace(List.of()),
                new Guard(Actor.commandLine(), Set.of(), false, OptionalLong.empty(), null)))
        .isInstanceOfSatisfying(
            ChangeResult.NeedsAcknowledgement.class,
            needs ->
                assertThat(needs.warnings().getFirst().message())
                    .contains(
                        "lets every address that the account's list allows use this credential"));
  }
}

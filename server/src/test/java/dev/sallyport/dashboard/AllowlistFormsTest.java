package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.ListRef;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowlistFormsTest extends DashboardTestCase {

  private static HttpResponse<String> add(Signed signed, Map<String, String> typed) {
    return signed.browser().submit("/allowlist/new", "/allowlist", typed);
  }

  private static Map<String, String> typed(String name, String address, String... more) {
    Map<String, String> fields = new HashMap<>(Map.of("name", name, "address", address));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }

  private static void assertDone(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/allowlist");
  }

  @Test
  void theFirstEntryIsAddedOnceItsEffectIsAcknowledged() {
    Signed signed = owner();
    HttpResponse<String> asked = add(signed, typed("Office", "192.0.2.7"));
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body())
        .contains("name=\"acknowledge\" value=\"closes_account\"")
        .contains("value=\"Office\"", "value=\"192.0.2.7\"", "Save and restrict");
    assertThat(house.list(signed.account()).entries()).isEmpty();

    assertDone(add(signed, typed("Office", "192.0.2.7", "acknowledge", "closes_account")));
    Entry entry = first(signed);
    assertThat(entry.name()).isEqualTo("Office");
    assertThat(signed.browser().get("/allowlist").body()).contains("Office is allowed.");
    assertThat(signed.browser().get("/allowlist").body()).doesNotContain("Office is allowed.");
  }

  @Test
  void theChangeIsTheMembersFromTheirAddress() {
    Signed signed = owner();
    add(signed, typed("Office", "192.0.2.7", "acknowledge", "closes_account"));
    Actor actor =
        house
            .allowlists
            .history(ListRef.ofAccount(signed.account().id()), Long.MAX_VALUE, 1)
            .getFirst()
            .actor();
    assertThat(actor.kind()).isEqualTo(Actor.Kind.MEMBER);
    assertThat(actor.name()).isEqualTo(signed.email());
    assertThat(String.valueOf(actor.address())).isEqualTo("127.0.0.1");
  }

  @Test
  void aWideEntryIsAWarningNotAnError() {
    Signed signed = owner();
    HttpResponse<String> asked =
        add(signed, typed("Everyone", "0.0.0.0/0", "acknowledge", "closes_account"));
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body()).contains("value=\"very_wide\"");
  }

  @Test
  void wrongFieldsAreExplainedAllAtOnceAndKeepWhatWasTyped() {
    Signed signed = owner();
    HttpResponse<String> answer = add(signed, typed("", "198.51.100.40/27"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"f-name-error\"", "Enter a name")
        .contains("id=\"f-addr-error\"", "value=\"198.51.100.40/27\"")
        .contains("name=\"use\" value=\"198.51.100.32/27\"");
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void aSuggestionIsTakenOverWithAllElseKept() {
    Signed signed = owner();
    HttpResponse<String> answer =
        signed
            .browser()
            .submit(
                "/allowlist/new",
                "/allowlist/new",
                typed("CI", "198.51.100.40/27", "use", "198.51.100.32/27", "expires", "P7D"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("value=\"198.51.100.32/27\"", "value=\"CI\"")
        .contains("value=\"P7D\" checked")
        .contains("Covers 32 addresses,")
        .contains("198.51.100.63");
  }

  @Test
  void addCurrentIpIsReadByTheServer() {
    Signed signed = owner();
    HttpResponse<String> answer =
        signed
            .browser()
            .submit(
                "/allowlist/new", "/allowlist/new", typed("Me", "198.51.100.1", "current", "1"));
    assertThat(answer.body()).contains("value=\"127.0.0.1\"", "value=\"Me\"");
    assertThat(signed.browser().get("/allowlist/new?current=1").body())
        .contains("value=\"127.0.0.1\"");
  }

  @Test
  void aForgedForwardingHeaderIsNotTheCurrentAddress() {
    Signed signed = owner();
    assertThat(
            signed
                .browser()
                .get("/allowlist/new?current=1", "X-Forwarded-For", "198.51.100.77")
                .body())
        .contains("value=\"127.0.0.1\"")
        .doesNotContain("198.51.100.77");
  }

  @Test
  void aNetworkTwiceIsAnErrorThatNamesTheFirst() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    HttpResponse<String> answer = add(signed, typed("Again", "192.0.2.7/32"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("already on the list as Office");
  }

  @Test
  void aCoveredEntryIsAddedAndSaidToBe() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "Site");
    assertDone(add(signed, typed("Office", "192.0.2.7")));
    assertThat(signed.browser().get("/allowlist").body())
        .contains("Office is allowed. It was already covered by Site, 192.0.2.0/24.");
  }

  @Test
  void anEntryExpiresWhenChosen() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Site");
    add(signed, typed("Day", "192.0.2.2", "expires", "PT24H"));
    add(signed, typed("Date", "192.0.2.3", "expires", "custom", "expires_on", "2031-05-31"));
    assertThat(house.list(signed.account()).entries())
        .extracting(Entry::expiresAt)
        .containsExactly(
            null, house.instant().plus(Duration.ofDays(1)), Instant.parse("2031-06-01T00:00:00Z"));

    HttpResponse<String> over =
        add(signed, typed("Over", "192.0.2.4", "expires", "custom", "expires_on", "2020-01-01"));
    assertThat(over.statusCode()).isEqualTo(422);
    assertThat(over.body()).contains("That day is over.", "value=\"2020-01-01\"");

    HttpResponse<String> all = add(signed, typed("", "10.1", "expires", "custom"));
    assertThat(all.body()).contains("Enter a day", "id=\"f-name-error\"", "id=\"f-addr-error\"");
  }

  @Test
  void managingChangesNameAndAddressAndKeepsTheExpiry() {
    Signed signed = owner();
    Instant until = house.instant().plus(Duration.ofDays(40)).plusSeconds(7);
    house.add(signed.account(), new EntryDraft("192.0.2.7", "Office", null, until));
    String path = "/allowlist/" + first(signed).id();
    assertThat(signed.browser().get(path + "/edit").body())
        .contains("value=\"Office\"", "value=\"192.0.2.7\"", "value=\"keep\" checked");

    assertDone(
        signed
            .browser()
            .submit(path + "/edit", path, typed("Head office", "192.0.2.8", "expires", "keep")));
    Entry entry = first(signed);
    assertThat(entry.name()).isEqualTo("Head office");
    assertThat(entry.network()).hasToString("192.0.2.8");
    assertThat(entry.expiresAt()).isEqualTo(until);
  }

  @Test
  void pausingAndResumingAreToldWithAWayBack() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String path = "/allowlist/" + first(signed).id();

    assertDone(signed.browser().submit("/allowlist", path + "/pause", Map.of()));
    assertThat(first(signed).paused()).isTrue();
    assertThat(signed.browser().get("/allowlist").body())
        .contains("Office is paused. It will be denied from now on.")
        .contains("action=\"" + path + "/resume\"", "Undo");

    assertDone(signed.browser().submit("/allowlist", path + "/resume", Map.of()));
    assertThat(first(signed).paused()).isFalse();
  }

  @Test
  void deletingAsksFirstAndCanBeUndone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.add(signed.account(), "192.0.2.8", "Branch");
    String path = "/allowlist/" + first(signed).id() + "/delete";
    assertThat(signed.browser().get(path).body()).contains("Delete Office?", "Delete entry");

    assertDone(signed.browser().submit(path, path, Map.of()));
    assertThat(house.list(signed.account()).entries()).hasSize(1);
    String told = signed.browser().get("/allowlist").body();
    assertThat(told).contains("Office is deleted.", "action=\"/history/2/restore\"");

    assertDone(signed.browser().submit("/allowlist", "/history/2/restore", Map.of()));
    assertThat(house.list(signed.account()).entries()).hasSize(2);
  }

  @Test
  void deletingTheLastEntryOpensNothingUnacknowledged() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String path = "/allowlist/" + first(signed).id() + "/delete";
    assertThat(signed.browser().get(path).body()).contains("value=\"opens_account\"");

    HttpResponse<String> asked = signed.browser().submit(path, path, Map.of());
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(house.list(signed.account()).entries()).hasSize(1);

    assertDone(signed.browser().submit(path, path, Map.of("acknowledge", "opens_account")));
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void theDeletionOfOnesOwnAddressSaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "127.0.0.1", "Desk");
    house.add(signed.account(), "192.0.2.8", "Branch");
    assertThat(signed.browser().get("/allowlist/" + first(signed).id() + "/delete").body())
        .contains("This is the address you are using now");
  }

  @Test
  void aChangeAgainstAnOlderListIsNotMade() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String path = "/allowlist/" + first(signed).id();
    Map<String, String> old = Browser.hidden(signed.browser().get("/allowlist").body());
    Map<String, String> form = Browser.hidden(signed.browser().get(path + "/edit").body());
    house.add(signed.account(), "192.0.2.8", "Branch");

    HttpResponse<String> paused = signed.browser().post(path + "/pause", old);
    assertThat(paused.statusCode()).isEqualTo(412);
    assertThat(paused.body()).contains("Not saved. The list was changed by someone else.");
    form.putAll(typed("Head office", "192.0.2.9", "expires", ""));
    HttpResponse<String> edited = signed.browser().post(path, form);
    assertThat(edited.statusCode()).isEqualTo(412);
    assertThat(edited.body()).contains("changed by someone else", "value=\"Head office\"");
    assertThat(first(signed).paused()).isFalse();
    assertThat(first(signed).name()).isEqualTo("Office");
  }

  @Test
  void anExpiredEntryIsRenewed() {
    Signed signed = owner();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofHours(1))));
    house.pass(Duration.ofHours(2));
    String path = "/allowlist/" + first(signed).id();

    assertDone(
        signed
            .browser()
            .submit(path + "/renew", path, typed("Trial", "192.0.2.7", "expires", "P7D")));
    assertThat(first(signed).status(house.instant())).isEqualTo("active");
    assertThat(signed.browser().get("/allowlist").body())
        .contains("Trial is renewed. It lasts until ");
  }

  @Test
  void aRenewalIsAddedToWhatIsLeft() {
    Signed signed = owner();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofDays(2))));
    String path = "/allowlist/" + first(signed).id();
    assertThat(signed.browser().get("/allowlist").body()).contains(path + "/renew");
    assertThat(signed.browser().get(path + "/renew").body()).contains("A time is added to that.");

    assertDone(
        signed
            .browser()
            .submit(path + "/renew", path, typed("Trial", "192.0.2.7", "expires", "P7D")));
    assertThat(first(signed).expiresAt()).isEqualTo(house.instant().plus(Duration.ofDays(9)));
  }

  @Test
  void aRenewalMayTakeTheExpiryOff() {
    Signed signed = owner();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofDays(2))));
    String path = "/allowlist/" + first(signed).id();
    signed.browser().submit(path + "/renew", path, typed("Trial", "192.0.2.7", "expires", ""));
    assertThat(first(signed).expiresAt()).isNull();
  }

  @Test
  void whatDoesNotExpireIsNotRenewed() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String path = "/allowlist/" + first(signed).id() + "/renew";
    assertThat(signed.browser().get("/allowlist").body()).doesNotContain(path);
    assertThat(signed.browser().get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void theEntryOfAnotherAccountCanNotBeTouched() {
    Signed other = owner();
    house.add(other.account(), "192.0.2.7", "Theirs");
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.8", "Ours");
    String path = "/allowlist/" + first(other).id();

    assertThat(signed.browser().get(path + "/edit").statusCode()).isEqualTo(404);
    assertThat(signed.browser().submit("/allowlist", path + "/pause", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(first(other).paused()).isFalse();
  }

  @Test
  void pastThePlansNumberOfEntriesTheWayOutIsNamed() {
    Signed signed = signed("starter", dev.sallyport.account.Role.ADMIN);
    for (int i = 0; i < 100; i++) {
      house.add(signed.account(), "10.1.1." + i, "Host " + i);
    }
    HttpResponse<String> answer = add(signed, typed("One more", "10.1.2.1"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("The Starter plan holds 100");
  }

  @Test
  void theScriptGetsTheFormAndThenThePagesPart() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    HttpResponse<String> form = signed.browser().get("/allowlist/new", "HX-Request", "true");
    assertThat(form.body()).startsWith("<form").contains("formmethod=\"dialog\"");
    assertThat(form.headers().firstValue("HX-Retarget")).hasValue("#dialog");

    Map<String, String> fields = Browser.hidden(form.body());
    fields.putAll(typed("Branch", "192.0.2.8"));
    HttpResponse<String> done =
        signed
            .browser()
            .post(
                "/allowlist",
                fields,
                "HX-Request",
                "true",
                "HX-Current-URL",
                house.url("/allowlist"));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.headers().firstValue("HX-Trigger")).hasValue("dialog:close");
    assertThat(done.body())
        .contains("id=\"page\"", "Branch is allowed.", "Restricted to 2")
        .doesNotContain("<html");
  }
}

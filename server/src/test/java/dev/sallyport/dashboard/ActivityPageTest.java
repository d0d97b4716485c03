package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Role;
import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ActivityPageTest extends DashboardTestCase {
  private static final String STRANGER = "203.0.113.199";

  private Credential user(Signed signed, String name) {
    return house
        .credentials
        .createSmtpUser(signed.account().id(), name, Actor.commandLine())
        .credential();
  }

  private void call(
      Signed signed, Credential by, String from, String entry, String reason, boolean letIn) {
    house.recorder.record(
        new Call(signed.account().id(), by.id(), "smtp", IpAddress.of(from), entry, reason, letIn));
    house.recorder.flush();
  }

  private void denied(Signed signed, Credential by, String from) {
    call(signed, by, from, "", "not_listed", false);
  }

  /** Posts the first form of the page whose action begins so. */
  private static HttpResponse<String> fix(Signed signed, String action) {
    return fix(signed, "/activity", action, Map.of());
  }

  private static HttpResponse<String> fix(
      Signed signed, String page, String action, Map<String, String> more) {
    String html = signed.browser().get(page).body();
    Matcher form =
        Pattern.compile("action=\"(" + Pattern.quote(action) + "[^\"]*)\"").matcher(html);
    if (!form.find()) {
      throw new AssertionError("no form " + action + " in " + html);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("csrf", Browser.hidden(html).getOrDefault("csrf", ""));
    fields.put("account", signed.account().id());
    fields.putAll(more);
    return signed.browser().post(form.group(1).replace("&amp;", "&"), fields);
  }

  @Test
  void withoutCallsItSaysSoAndShowsTheAxes() {
    Signed signed = owner();

    assertThat(signed.browser().get("/activity").body())
        .contains("No attempts in this period", "Nothing was denied in the last 30")
        .contains("role=\"img\"");
  }

  @Test
  void figuresChartAndTableTellTheSame() {
    Signed signed = owner();
    Credential user = user(signed, "billing");
    call(signed, user, "192.0.2.1", "", "unrestricted", true);
    call(signed, user, "192.0.2.1", "", "unrestricted", true);
    denied(signed, user, STRANGER);

    assertThat(signed.browser().get("/activity").body())
        .contains("0 API, 2 SMTP", "0 API, 1 SMTP", "33.33%")
        .contains("2 in all, most in one day 2")
        .contains("<td>0</td><td>2</td><td>0</td><td>1</td>");
    assertThat(signed.browser().get("/activity?period=24h").body())
        .contains("Attempts per hour", "2 in all, most in one hour 2");
    assertThat(signed.browser().get("/activity?channel=api").body())
        .contains("No attempts in this period");
  }

  @Test
  void anAddressIsLookedAtAlone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    Credential user = user(signed, "printer");
    denied(signed, user, "198.51.100.17");
    denied(signed, user, "198.51.100.18");
    String alone = "/activity?address=198.51.100.17";
    assertThat(signed.browser().get("/activity").body())
        .contains("href=\"" + alone + "\"", "Show attempts");

    assertThat(signed.browser().get(alone).body())
        .contains("<dt>Denied</dt><dd>1</dd>", "Allow this IP: 198.51.100.17", "Show every address")
        .doesNotContain("Allow this IP: 198.51.100.18", "Show attempts");
    assertThat(signed.browser().get(alone + "&period=24h").body())
        .contains("<dt>Denied</dt><dd>1</dd>");
  }

  @Test
  void theChartMarksWhereTheListWasChanged() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    house.change(signed.account(), new Change.Pause(first(signed).id()));
    String page = signed.browser().get("/activity").body();
    assertThat(page)
        .contains(
            "class=\"mark\"",
            "<a href=\"/history?before=3\"><title>",
            "Revision 2, Office paused",
            "Revision 1, Office added");
    assertThat(signed.browser().get("/history?before=3").body()).contains("Revision 2<");
    house.pass(Duration.ofDays(31));
    assertThat(signed.browser().get("/activity").body()).doesNotContain("class=\"mark\"");
  }

  @Test
  void aCredentialIsLookedAtAlone() {
    Signed signed = owner();
    Credential billing = user(signed, "billing");
    Credential shop = user(signed, "shop");
    denied(signed, billing, STRANGER);
    denied(signed, shop, "203.0.113.7");

    assertThat(signed.browser().get("/activity?credential=" + shop.id()).body())
        .contains("203.0.113.7")
        .doesNotContain(STRANGER);
  }

  @Test
  void anAddressThatWasNeverListedIsAllowedWithOneClickAndUndone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    denied(signed, user(signed, "billing"), STRANGER);
    assertThat(signed.browser().get("/activity").body()).contains("Never on the list");

    HttpResponse<String> answer = fix(signed, "/activity/allow");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/activity");
    Entry added = house.list(signed.account()).entries().getLast();
    assertThat(added.network()).hasToString(STRANGER);
    assertThat(added.name()).isEqualTo("Allowed from activity, billing");
    assertThat(added.expiresAt()).isNull();
    String page = signed.browser().get("/activity").body();
    assertThat(page).contains("Allowed just now", "/history/1/restore");
    assertThat(signed.browser().get("/activity").body())
        .contains("Allowed now")
        .doesNotContain("Allowed just now", "Undo");
  }

  @Test
  void itIsAllowedForADay() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    denied(signed, user(signed, "billing"), STRANGER);

    String html = signed.browser().get("/activity").body();
    Matcher day = Pattern.compile("action=\"(/activity/allow[^\"]*for=24h[^\"]*)\"").matcher(html);
    assertThat(day.find()).isTrue();
    fix(signed, day.group(1).replace("&amp;", "&").isEmpty() ? "" : day.group(1));

    assertThat(house.list(signed.account()).entries().getLast().expiresAt())
        .isEqualTo(house.instant().plus(Duration.ofHours(24)));
  }

  @Test
  void aPausedEntryIsResumedAndSaysSinceWhen() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Legacy relay");
    house.add(signed.account(), "192.0.2.2", "Office");
    Entry entry = first(signed);
    house.change(signed.account(), new Change.Pause(entry.id()));
    call(signed, user(signed, "old"), "192.0.2.1", entry.id(), "paused", false);
    assertThat(signed.browser().get("/activity").body())
        .contains("Paused since " + When.day(house.instant(), house.instant()), "Legacy relay");

    assertThat(fix(signed, "/activity/resume").statusCode()).isEqualTo(303);

    assertThat(first(signed).paused()).isFalse();
  }

  @Test
  void anExpiredEntryIsRenewedForThirtyDays() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.2", "Office");
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.1", "Load test", null, house.instant().plus(Duration.ofHours(1))));
    Entry entry = house.list(signed.account()).entries().getLast();
    house.pass(Duration.ofHours(2));
    call(signed, user(signed, "load"), "192.0.2.1", entry.id(), "expired", false);
    assertThat(signed.browser().get("/activity").body()).contains("Expired ");

    assertThat(fix(signed, "/activity/renew").statusCode()).isEqualTo(303);

    assertThat(house.list(signed.account()).entries().getLast().expiresAt())
        .isEqualTo(house.instant().plus(Duration.ofDays(30)));
  }

  @Test
  void whatWasLeftOutWhenAnEntryWasNarrowedSaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "CI runners");
    house.change(
        signed.account(), new Change.Edit(first(signed).id(), "192.0.2.0/25", null, null, null));
    denied(signed, user(signed, "ci"), "192.0.2.200");

    assertThat(signed.browser().get("/activity").body())
        .contains("Left out when 192.0.2.0/24 was narrowed to 192.0.2.0/25 on ");
  }

  @Test
  void whatWasDeletedSaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    house.add(signed.account(), "192.0.2.2", "Old host");
    house.change(
        signed.account(), new Change.Delete(house.list(signed.account()).entries().getLast().id()));
    denied(signed, user(signed, "ci"), "192.0.2.2");

    assertThat(signed.browser().get("/activity").body()).contains("Old host was deleted on ");
  }

  @Test
  void onACredentialsOwnListItIsAllowedThere() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "Office");
    Credential user = user(signed, "billing");
    ListRef own = new ListRef(signed.account().id(), user.id());
    var _ =
        house.allowlists.change(
            own,
            new Change.Add(new EntryDraft("192.0.2.1", "One", null, null)),
            new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null));
    call(signed, user, "192.0.2.9", "", "credential_not_listed", false);
    assertThat(signed.browser().get("/activity").body())
        .contains("On the account's list, not on the credential's own");

    assertThat(fix(signed, "/activity/allow").statusCode()).isEqualTo(303);

    Allowlist after = house.allowlists.find(own).orElseThrow();
    assertThat(after.entries().getLast().network()).hasToString("192.0.2.9");
    assertThat(house.list(signed.account()).entries()).hasSize(1);
  }

  @Test
  void aStrangersCredentialIsRevoked() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    Credential user = user(signed, "leaked");
    denied(signed, user, STRANGER);

    assertThat(fix(signed, "/activity/revoke").statusCode()).isEqualTo(303);

    assertThat(
            house
                .credentials
                .find(signed.account().id(), CredentialKind.SMTP_USER, user.id())
                .orElseThrow()
                .paused())
        .isTrue();
    assertThat(signed.browser().get("/activity").body())
        .contains("SMTP, paused")
        .doesNotContain("/activity/revoke");
  }

  @Test
  void whatClosesTheAccountIsAskedFirst() {
    Signed signed = owner();
    denied(signed, user(signed, "billing"), STRANGER);
    // The list is empty by now, so there is no form; one that was open still is.
    String csrf = Browser.hidden(signed.browser().get("/activity").body()).getOrDefault("csrf", "");
    String action = "/activity/allow?address=" + STRANGER;
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("csrf", csrf);

    HttpResponse<String> asked = signed.browser().post(action, fields);
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body()).contains("value=\"closes_account\"");
    fields.put("acknowledge", "closes_account");
    assertThat(signed.browser().post(action, fields).statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).entries()).hasSize(1);
  }

  @Test
  void whatMonitorModeLetInIsToldApart() {
    Signed signed = owner();
    Credential user = user(signed, "billing");
    house.add(signed.account(), "192.0.2.1", "Office");
    call(signed, user, STRANGER, "", "not_listed", true);

    assertThat(signed.browser().get("/activity").body())
        .contains("Let in, for the list is only monitored", "1 let in", "class=\"key mon\"");
    assertThat(signed.browser().get("/activity?verdict=denied").body()).doesNotContain(STRANGER);
  }

  @Test
  void addressesCountedTogetherSaySoAndAWholeFamilyCannotBeAllowed() {
    Signed signed = owner();
    Credential user = user(signed, "billing");
    house.add(signed.account(), "192.0.2.1", "Office");
    for (int i = 0; i < 2_010; i++) {
      house.recorder.record(
          new Call(
              signed.account().id(),
              user.id(),
              "smtp",
              IpAddress.of("10." + i / 256 + "." + i % 256 + ".1"),
              "",
              "not_listed",
              false));
    }
    house.recorder.flush();

    StringBuilder all = new StringBuilder();
    for (int page = 1; page <= 40; page++) {
      all.append(signed.browser().get("/activity?page=" + page).body());
    }
    assertThat(all.toString())
        .contains("Its addresses are counted together", "Allow this range")
        .doesNotContain("/activity/allow?address=0.0.0.0%2F0");
  }

  @Test
  void aViewerSeesAndCannotChange() {
    Signed signed = signed("professional", Role.VIEWER);
    house.add(signed.account(), "192.0.2.1", "Office");
    Credential user = user(signed, "billing");
    denied(signed, user, STRANGER);
    String page = signed.browser().get("/activity").body();
    assertThat(page).contains(STRANGER, "Never on the list").doesNotContain("/activity/allow");

    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("csrf", Browser.hidden(page).getOrDefault("csrf", ""));
    for (String action :
        new String[] {
          "/activity/allow?address=" + STRANGER,
          "/activity/resume?entry=" + first(signed).id(),
          "/activity/renew?entry=" + first(signed).id(),
          "/activity/revoke?credential=" + user.id()
        }) {
      assertThat(signed.browser().post(action, fields).statusCode()).as(action).isEqualTo(403);
    }
  }

  @Test
  void anotherAccountsCallsAreNotSeen() {
    Signed other = owner();
    house.add(other.account(), "192.0.2.1", "Office");
    denied(other, user(other, "billing"), "203.0.113.250");

    assertThat(owner().browser().get("/activity").body()).doesNotContain("203.0.113.250");
  }

  @Test
  void theListShowsTheLatestOnes() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    denied(signed, user(signed, "billing"), STRANGER);
    assertThat(signed.browser().get("/allowlist").body())
        .contains(STRANGER, "Never on the list", "View all in Activity");

    HttpResponse<String> answer = fix(signed, "/allowlist", "/activity/allow", Map.of());

    assertThat(answer.headers().firstValue("Location")).contains("/allowlist");
  }

  @Test
  void nonsenseInTheAddressIsTheUsualPage() {
    assertThat(
            owner()
                .browser()
                .get("/activity?period=1y&channel=fax&credential=%27&verdict=x&page=-7")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAddressIsAllowedWhoseCredentialHasALongName() {
    Signed signed = owner();
    Credential named = user(signed, "x".repeat(76) + "\uD83D\uDE80".repeat(9));
    denied(signed, named, STRANGER);
    house.add(signed.account(), "192.0.2.1", "Office");

    assertThat(fix(signed, "/activity/allow").statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).entries().getLast().name())
        .startsWith("Allowed from activity, xxx")
        .endsWith("\uD83D\uDE80");
  }
}

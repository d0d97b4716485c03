package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Mode;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowlistPageTest extends DashboardTestCase {

  private static String page(Signed signed, String path) {
    return plain(signed.browser().get(path));
  }

  /** Without the no-break spaces that keep counts together. */
  private static String plain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().replace('\u00a0', ' ');
  }

  @Test
  void anEmptyListReadsOpen() {
    assertThat(page(owner(), "/allowlist")).contains("Open to every IP", "state warn");
  }

  @Test
  void aListReadsRestrictedToWhatIsActive() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/27", "Gateway");
    house.add(signed.account(), "203.0.113.7", "Office");
    house.add(signed.account(), "203.0.113.8", "Old office");
    house.change(signed.account(), new Change.Pause(last(signed).id()));

    assertThat(page(signed, "/allowlist"))
        .contains("Restricted to 1 address and 1 range")
        .contains("Sending from anywhere else is denied. 1 entry is paused.")
        .contains("IPv4 range, 32 addresses");
  }

  @Test
  void aListWithoutAnActiveEntryReadsClosedNotOpen() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(signed.account(), new Change.Pause(first(signed).id()));

    assertThat(page(signed, "/allowlist"))
        .contains("Closed to every IP", "state bad")
        .doesNotContain("Open to every IP");
  }

  @Test
  void anExpiredEntryKeepsTheListClosed() {
    Signed signed = owner();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofHours(2))));
    assertThat(page(signed, "/allowlist")).contains("Expires in 2 hours");
    house.pass(Duration.ofHours(3));
    assertThat(page(signed, "/allowlist")).contains("Closed to every IP", "Expired ", "Renew");
  }

  @Test
  void monitorModeReadsOpenAndCanBeEnded() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(signed.account(), new Change.SetMode(Mode.MONITOR));

    assertThat(page(signed, "/allowlist"))
        .contains("Open to every IP while in monitor mode", "Enforce the list");
    signed.browser().submit("/allowlist", "/allowlist/enforce", java.util.Map.of());
    assertThat(page(signed, "/allowlist")).contains("Restricted to 1 address");
    assertThat(house.list(signed.account()).mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void aPlanWithoutTheListSaysSoAndOffersOnlyToPauseAndDelete() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.accounts.setPlan(signed.account().id(), "free");

    assertThat(page(signed, "/allowlist"))
        .contains("Not part of the Free plan", "The entries below stay in force.")
        .contains("Starter, Professional or Enterprise plan")
        .contains("Pause", "Delete")
        .doesNotContain("Add IP address", ">Manage<");
    assertThat(signed.browser().get("/allowlist/new").statusCode()).isEqualTo(403);
  }

  @Test
  void aViewerSeesEverythingAndIsOfferedNothing() {
    Signed signed = signed("professional", Role.VIEWER);
    house.add(signed.account(), "192.0.2.7", "Office");

    assertThat(page(signed, "/allowlist"))
        .contains("Office", "192.0.2.7", "Check an address")
        .doesNotContain("Add IP address", "Manage", "Pause", "Delete");
  }

  @Test
  void theEntryTheMemberCallsFromIsMarked() {
    Signed signed = owner();
    house.add(signed.account(), "127.0.0.0/8", "Loopback");
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(page(signed, "/allowlist"))
        .containsOnlyOnce("<span class=\"tag\">You</span>")
        .contains("Allowed");
  }

  @Test
  void anEntryThatAWiderOneCoversIsMarked() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "Site");
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(page(signed, "/allowlist")).contains("IPv4 address, covered by Site");
  }

  @Test
  void aCheckSaysWhichEntryAllowsAndSetsItOff() {
    Signed signed = owner();
    house.add(signed.account(), "198.51.100.32/27", "CI runners");
    assertThat(page(signed, "/allowlist/check?address=198.51.100.42"))
        .contains("<b>Allowed</b> by CI runners, <span class=\"mono\">198.51.100.32/27</span>")
        .contains("class=\"is-match\"");
  }

  @Test
  void aCheckSaysWhyAnAddressIsDeniedAndWhatToDo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(page(signed, "/allowlist/check?address=203.0.113.199"))
        .contains("<b>Denied.</b> No entry covers it.", "Allow this IP")
        .contains("/allowlist/new?address=203.0.113.199");

    house.change(signed.account(), new Change.Pause(first(signed).id()));
    assertThat(page(signed, "/allowlist/check?address=192.0.2.7"))
        .contains("<b>Denied.</b> Office covers it but is paused.", "form=\"resume-matched\"");
  }

  @Test
  void aCheckOfWhatIsNoAddressExplainsIt() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(page(signed, "/allowlist/check?address=010.0.0.1"))
        .contains("aria-invalid=\"true\"", "value=\"010.0.0.1\"")
        .contains("output class=\"bad\"");
  }

  @Test
  void theScriptsCheckGetsTheVerdictAloneAndTheRowToSetOff() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    HttpResponse<String> answer =
        signed.browser().get("/allowlist/check?address=192.0.2.7", "HX-Request", "true");
    assertThat(answer.body()).startsWith("<output").doesNotContain("<html");
    assertThat(answer.headers().firstValue("HX-Trigger"))
        .hasValue("{\"probe:match\":\"entry-" + first(signed).id() + "\"}");
  }

  @Test
  void aLongListIsSortedFilteredAndShownByTheHundred() {
    Signed signed = owner();
    List<EntryDraft> drafts =
        IntStream.range(0, 250)
            .mapToObj(i ->
                new EntryDraft("10.0." + i + ".0/24", "Site %03d".formatted(249 - i), null, null))
            .toList();
    house.change(signed.account(), new Change.AddAll(drafts));

    assertThat(page(signed, "/allowlist"))
        .contains("1 to 100 of 250", "10.0.0.0/24", "10.0.99.0/24")
        .doesNotContain("10.0.100.0/24");
    assertThat(page(signed, "/allowlist?page=3")).contains("201 to 250 of 250", "10.0.249.0/24");
    assertThat(page(signed, "/allowlist?page=99")).contains("201 to 250 of 250");
    assertThat(page(signed, "/allowlist?sort=name"))
        .contains("Site 000", "aria-sort=\"ascending\"")
        .doesNotContain("Site 249");
    assertThat(page(signed, "/allowlist?q=site+007"))
        .contains("10.0.242.0/24", "1 of 250")
        .doesNotContain("Site 008");
    assertThat(page(signed, "/allowlist?q=nothing")).contains("No entry fits");
  }

  private Entry last(Signed signed) {
    return house.list(signed.account()).entries().getLast();
  }

  @Test
  void whatEndsSoonIsToldOfAboveTheList() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofDays(2))));
    call(
        signed,
        house.list(signed.account()).entries().getLast(),
        newToken(signed, "ci"),
        "192.0.2.7");
    assertThat(signed.browser().get("/allowlist").body())
        .contains(
            "<a class=\"label-text\" href=\"/allowlist?status=expiring\">Trial expires in 2 days</a>",
            "It let in 1\u00a0call in the last 30 days.");

    house.add(
        signed.account(),
        new EntryDraft("192.0.2.8", "Other", null, house.instant().plus(Duration.ofHours(5))));
    assertThat(signed.browser().get("/allowlist").body())
        .contains("2\u00a0entries expire within 7 days, the first in 5 hours</a>");
    assertThat(signed.browser().get("/allowlist?status=expiring").body())
        .contains("Trial", "Other")
        .doesNotContain(">Office<");
  }

  @Test
  void whatEndsLaterIsNotToldOf() {
    Signed signed = owner();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofDays(8))));
    assertThat(signed.browser().get("/allowlist").body()).doesNotContain("id=\"expiring\"");
  }

  @Test
  void theBannerTellsHowMuchThereWasIn30Days() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Office");
    call(signed, first(signed), newToken(signed, "ci"), "192.0.2.1");
    assertThat(signed.browser().get("/allowlist").body())
        .contains(
            "<dt>Allowed, 30 days</dt><dd>1</dd>",
            "<dt>Denied, 30 days</dt><dd><a href=\"/activity\">0</a></dd>");
  }
}

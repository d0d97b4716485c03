package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms say who would be cut off, and keep those one wants to keep. */
class PreviewPagesTest extends DashboardTestCase {
  private static final String CUT_OFF = "would be cut off";

  private static Map<String, String> typed(String address, String... more) {
    Map<String, String> typed = new HashMap<>(Map.of("name", "Office", "address", address));
    for (int i = 0; i < more.length; i += 2) {
      typed.put(more[i], more[i + 1]);
    }
    return typed;
  }

  private static HttpResponse<String> send(
      Signed signed, String form, String action, Map<String, String> typed, String... headers) {
    return signed.browser().post(action, filled(signed, form, typed), headers);
  }

  @Test
  void theScriptGetsThePreviewAlone() {
    Signed owner = withSenders();
    HttpResponse<String> answer =
        send(
            owner,
            "/allowlist/new",
            "/allowlist/preview",
            typed("192.0.2.0/24"),
            "HX-Request",
            "true",
            "HX-Target",
            "impact");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("<form").contains("value=\"closes_account\"");
    assertThat(text(answer))
        .contains("1 of the 2 addresses that sent in the last 30 days " + CUT_OFF)
        .contains("They made 4 of 6 calls.")
        .containsSubsequence("203.0.113.9", "billing", "SMTP", "4", "Also allow", "192.0.2.7")
        .contains("Cut off this address");
    assertThat(revision(owner)).isZero();
  }

  @Test
  void withoutTheScriptAButtonShowsTheWholeFormWithIt() {
    Signed owner = withSenders();
    HttpResponse<String> answer =
        send(owner, "/allowlist/new", "/allowlist/new", typed("192.0.2.0/24"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("value=\"Office\"").contains("<noscript><button");
    assertThat(text(answer)).contains(CUT_OFF);
  }

  @Test
  void whatIsAlsoAllowedIsAddedInTheSameChangeNamedForWhoCallsFromIt() {
    Signed owner = withSenders();
    HttpResponse<String> asked =
        send(
            owner,
            "/allowlist/new",
            "/allowlist/preview",
            typed("192.0.2.0/24", "allow", "203.0.113.9"));
    assertThat(text(asked)).contains("All 2 addresses").doesNotContain("Cut off");
    Map<String, String> fields = Browser.hidden(asked.body());
    assertThat(fields).containsEntry("also", "203.0.113.9");

    fields.putAll(typed("192.0.2.0/24", "acknowledge", "closes_account"));
    HttpResponse<String> made = owner.browser().post("/allowlist", fields);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    assertThat(revision(owner)).isEqualTo(1);
    assertThat(house.list(owner.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Office", "billing");
  }

  @Test
  void whatWasAlsoAllowedCanBeDroppedAgain() {
    Signed owner = withSenders();
    HttpResponse<String> asked =
        send(
            owner,
            "/allowlist/new",
            "/allowlist/preview",
            typed("192.0.2.0/24", "also", "203.0.113.9", "drop", "203.0.113.9"));

    assertThat(text(asked)).contains("1 of the 2 addresses");
    assertThat(Browser.hidden(asked.body())).doesNotContainKey("also");
  }

  @Test
  void theWordForSomeIsNotTakenForOthers() {
    Signed owner = withSenders();
    HttpResponse<String> answer =
        send(
            owner,
            "/allowlist/new",
            "/allowlist/preview",
            typed("203.0.113.9", "acknowledge", "denies_recent_callers"));

    assertThat(text(answer)).contains("Cut off this address");
    assertThat(answer.body()).contains("value=\"denies_recent_callers\" required aria-describedby");
  }

  @Test
  void savingWithoutTheWordForItShowsWhoWouldBeCutOff() {
    Signed owner = withSenders();
    HttpResponse<String> answer =
        send(
            owner,
            "/allowlist/new",
            "/allowlist",
            typed("192.0.2.0/24", "acknowledge", "closes_account"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(text(answer)).contains(CUT_OFF).contains("Also allow");
    assertThat(revision(owner)).isZero();
  }

  @Test
  void whereNobodySentNothingChangesToday() {
    Signed owner = owner();
    HttpResponse<String> answer =
        send(owner, "/allowlist/new", "/allowlist/preview", typed("192.0.2.0/24"));

    assertThat(text(answer))
        .contains("No address sent in the last 30 days, so nothing changes today")
        .contains("Your address, 127.0.0.1 , is not covered.");
  }

  @Test
  void anAddressHalfTypedShowsNothingYet() {
    Signed owner = withSenders();
    HttpResponse<String> answer =
        send(
            owner,
            "/allowlist/new",
            "/allowlist/preview",
            typed("192.0.2."),
            "HX-Request",
            "true",
            "HX-Target",
            "impact");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).doesNotContain(CUT_OFF);
  }

  @Test
  void pausingAnEntryOfASenderShowsWhomAndKeepsWhoIsWanted() {
    Signed owner = withSenders();
    house.add(owner.account(), "203.0.113.0/24", "Senders");
    house.add(owner.account(), "192.0.2.7", "Checkout");
    String pause = "/allowlist/" + first(owner).id() + "/pause";

    HttpResponse<String> asked = send(owner, "/allowlist", pause, Map.of());
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(text(asked)).contains(CUT_OFF).contains("203.0.113.9");

    Map<String, String> fields = Browser.hidden(asked.body());
    fields.put("allow", "203.0.113.9");
    HttpResponse<String> kept = owner.browser().post(pause, fields);
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(revision(owner)).isEqualTo(2);

    HttpResponse<String> made = owner.browser().post(pause, Browser.hidden(kept.body()));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    assertThat(revision(owner)).isEqualTo(3);
    assertThat(house.list(owner.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Senders", "Checkout", "billing");
  }

  @Test
  void deletingIsPreviewedBeforeItIsAskedFor() {
    Signed owner = withSenders();
    house.add(owner.account(), "203.0.113.9", "Billing");
    house.add(owner.account(), "192.0.2.7", "Checkout");

    HttpResponse<String> form = owner.browser().get("/allowlist/" + first(owner).id() + "/delete");

    assertThat(text(form)).contains(CUT_OFF).contains("203.0.113.9");
  }

  @Test
  void ownAddressIsWarnedOfOnlyWhereItSent() {
    Signed owner = owner();
    house.add(owner.account(), "127.0.0.1", "Me");
    house.add(owner.account(), "192.0.2.7", "Other");
    String pause = "/allowlist/" + first(owner).id() + "/pause";
    house.called(owner.account(), "billing", "127.0.0.1", 1);

    HttpResponse<String> asked = send(owner, "/allowlist", pause, Map.of());

    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body())
        .contains("value=\"denies_caller\"")
        .contains("value=\"denies_recent_callers\"");
  }

  @Test
  void anOpenAccountStartsFromTheAddressesThatSendWithNothingTicked() {
    Signed owner = withSenders();
    HttpResponse<String> page = owner.browser().get("/allowlist");

    assertThat(text(page))
        .contains("Start from the addresses that already send")
        .containsSubsequence("203.0.113.9", "billing", "New,", "4", "192.0.2.7", "checkout")
        .contains("Nothing is ticked.");
    assertThat(page.body()).contains("value=\"billing\"").doesNotContain("checked");
  }

  @Test
  void whatIsTickedIsPreviewedAndTakesOneChange() {
    Signed owner = withSenders();
    HttpResponse<String> ticked =
        send(
            owner,
            "/allowlist",
            "/allowlist/seen/preview",
            Map.of("address", "203.0.113.9", "name-203.0.113.9", "Invoices"),
            "HX-Request",
            "true",
            "HX-Target",
            "seen-foot");
    assertThat(text(ticked))
        .contains("1 of the 2 addresses that sent in the last 30 days " + CUT_OFF)
        .contains("Restrict to 1\u00a0address");

    HttpResponse<String> asked =
        send(
            owner,
            "/allowlist",
            "/allowlist/seen",
            Map.of("address", "203.0.113.9", "name-203.0.113.9", "Invoices"));
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body()).contains("closes_account").contains("denies_recent_callers");

    Map<String, String> fields = Browser.hidden(asked.body());
    fields.put("allow", "192.0.2.7");
    fields.put("name-203.0.113.9", "Invoices");
    Map<String, String> kept =
        Browser.hidden(owner.browser().post("/allowlist/seen", fields).body());
    kept.put("name-203.0.113.9", "Invoices");
    kept.put("acknowledge", "closes_account");
    HttpResponse<String> made = owner.browser().post("/allowlist/seen", kept);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    assertThat(revision(owner)).isEqualTo(1);
    assertThat(house.list(owner.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Invoices", "checkout");
  }

  @Test
  void nothingTickedIsSaidAndNothingDone() {
    Signed owner = withSenders();
    HttpResponse<String> answer = send(owner, "/allowlist", "/allowlist/seen", Map.of());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(text(answer)).contains("Tick an address first.");
  }

  @Test
  void aListWithEntriesIsOfferedWhatItDoesNotCover() {
    Signed owner = withSenders();
    house.add(owner.account(), "203.0.113.9", "Billing");

    assertThat(owner.browser().get("/allowlist").body()).contains("href=\"/allowlist/seen\"");
    HttpResponse<String> page = owner.browser().get("/allowlist/seen");
    assertThat(text(page)).contains("192.0.2.7").doesNotContain("203.0.113.9");
  }

  @Test
  void moreThanFiftyAreShownStepByStepAndSearchedAndTicksSurvive() {
    Signed owner = owner();
    for (int i = 1; i <= 120; i++) {
      house.called(owner.account(), "fleet", "203.0.113." + i, 130 - i);
    }
    String page = owner.browser().get("/allowlist").body();
    assertThat(page)
        .contains("name-203.0.113.50\"", "70\u00a0addresses are not", "Show 50 more")
        .doesNotContain("name-203.0.113.51\"");

    Map<String, String> fields = Browser.hidden(page);
    fields.put("address", "203.0.113.3");
    fields.put("name-203.0.113.3", "Third");
    fields.put("more", "1");
    String more = owner.browser().post("/allowlist/seen/preview", fields).body();
    assertThat(more)
        .contains("name-203.0.113.100\"", "value=\"203.0.113.3\" checked", "value=\"Third\"")
        .doesNotContain("name-203.0.113.102\"");

    fields.putAll(Browser.hidden(more));
    fields.remove("more");
    fields.put("q", "203.0.113.119");
    assertThat(owner.browser().post("/allowlist/seen/preview", fields).body())
        .contains("name-203.0.113.119\"", "value=\"203.0.113.3\" checked", "1\u00a0address fits.")
        .doesNotContain("name-203.0.113.4\"");
    fields.put("q", "203.0.113.112/30");
    assertThat(owner.browser().post("/allowlist/seen/preview", fields).body())
        .contains("name-203.0.113.113\"", "4\u00a0addresses fit.")
        .doesNotContain("name-203.0.113.119\"");
    fields.put("q", "fleet");
    fields.put("show", "99999");
    assertThat(owner.browser().post("/allowlist/seen/preview", fields).body())
        .contains("name-203.0.113.120\"", "120\u00a0addresses fit.");
  }

  @Test
  void whereNothingSentThereIsNothingToTick() {
    assertThat(text(owner().browser().get("/allowlist")))
        .contains("No address sent in the last 30 days");
  }

  @Test
  void aViewerMayNeitherPreviewNorAdd() {
    Signed viewer = signed("professional", Role.VIEWER);
    house.called(viewer.account(), "billing", "203.0.113.9", 1);
    String page = viewer.browser().get("/allowlist").body();
    assertThat(page).doesNotContain("seen-form");

    for (String path :
        new String[] {"/allowlist/preview", "/allowlist/seen/preview", "/allowlist/seen"}) {
      assertThat(viewer.browser().post(path, Browser.hidden(page)).statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(viewer.browser().get("/allowlist/seen").statusCode()).isEqualTo(403);
  }

  @Test
  void aCredentialsOwnListIsHeldAgainstItsOwnCallers() {
    Signed owner = withSenders();
    String user = house.called(owner.account(), "billing", "203.0.113.9", 1).id();
    String path = "/credentials/smtp-users/" + user + "/allowlist";
    assertThat(house.allowlists.find(new ListRef(owner.account().id(), user))).isPresent();

    HttpResponse<String> answer =
        send(owner, path + "/new", path + "/preview", typed("192.0.2.0/24"));

    assertThat(text(answer))
        .contains("The only address that used this SMTP user in the last 30 days " + CUT_OFF);
  }

  @Test
  void whatACredentialSentThatIsGoneIsNotOffered() {
    Signed owner = withSenders();
    String stolen = house.called(owner.account(), "stolen", "198.51.100.66", 9).id();
    house.credentials.delete(
        owner.account().id(), CredentialKind.SMTP_USER, stolen, Actor.commandLine());

    assertThat(text(owner.browser().get("/allowlist")))
        .contains("These 2\u00a0addresses sent mail")
        .doesNotContain("198.51.100.66");
  }
}

package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each row says an entry is for, and finding and sorting rows. */
class EntryRowsTest extends DashboardTestCase {
  private static final Pattern NAME = Pattern.compile("aria-label=\"Select ([^\"]*)\"");

  private String page(Signed signed, String path) {
    return signed.browser().get(path).body().replace('\u00a0', ' ');
  }

  private List<String> names(Signed signed, String path) {
    Matcher names = NAME.matcher(page(signed, path));
    return names.results().map(found -> found.group(1)).filter(n -> !n.startsWith("all ")).toList();
  }

  private void call(Signed signed, int entry, String credential, String address) {
    call(signed, house.list(signed.account()).entries().get(entry), credential, address);
  }

  private Signed withThree() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "Berlin");
    house.add(signed.account(), "203.0.113.7", "Aachen");
    house.add(
        signed.account(),
        new EntryDraft("198.51.100.1", "Celle", null, house.instant().plus(Duration.ofDays(2))));
    return signed;
  }

  @Test
  void aRowTellsTheLastUseTheCallsAndByWhichCredential() {
    Signed signed = withThree();
    String billing = newToken(signed, "billing");
    call(signed, 0, billing, "192.0.2.1");
    call(signed, 0, billing, "192.0.2.2");

    assertThat(page(signed, "/allowlist"))
        .contains("Just now", "<small class=\"label-text\">billing</small>", "<b>2<span")
        .contains("Never used", "class=\"spark\"");
  }

  @Test
  void severalCredentialsAreCounted() {
    Signed signed = withThree();
    call(signed, 0, newToken(signed, "one"), "192.0.2.1");
    call(signed, 0, newToken(signed, "two"), "192.0.2.1");
    assertThat(page(signed, "/allowlist")).contains(">2 credentials<");
  }

  @Test
  void rowsAreSortedByEachColumnAndTurnedAround() {
    Signed signed = withThree();
    String token = newToken(signed, "one");
    call(signed, 2, token, "198.51.100.1");
    house.pass(Duration.ofMinutes(3));
    call(signed, 1, token, "203.0.113.7");
    call(signed, 1, token, "203.0.113.7");

    assertThat(names(signed, "/allowlist")).containsExactly("Berlin", "Aachen", "Celle");
    assertThat(names(signed, "/allowlist?sort=name")).containsExactly("Aachen", "Berlin", "Celle");
    assertThat(names(signed, "/allowlist?sort=-name")).containsExactly("Celle", "Berlin", "Aachen");
    assertThat(names(signed, "/allowlist?sort=address"))
        .containsExactly("Berlin", "Celle", "Aachen");
    assertThat(names(signed, "/allowlist?sort=used")).containsExactly("Aachen", "Celle", "Berlin");
    assertThat(names(signed, "/allowlist?sort=-calls"))
        .containsExactly("Berlin", "Celle", "Aachen");
    assertThat(names(signed, "/allowlist?sort=expiry")).first().isEqualTo("Celle");
    assertThat(page(signed, "/allowlist?sort=used"))
        .contains("aria-sort=\"descending\"><a href=\"/allowlist?sort=-used\">");
  }

  @Test
  void rowsAreFoundByStatusAndByAnAddressTheyHold() {
    Signed signed = withThree();
    house.change(signed.account(), new Change.Pause(first(signed).id()));

    assertThat(page(signed, "/allowlist?status=paused"))
        .contains("Berlin", "1 of 3")
        .doesNotContain("Aachen");
    assertThat(page(signed, "/allowlist?status=expiring")).contains("Celle", "1 of 3");
    assertThat(page(signed, "/allowlist?q=192.0.2.77")).contains("Berlin", "1 of 3");
    assertThat(page(signed, "/allowlist?q=203.0.0.0%2F16")).contains("Aachen", "1 of 3");
    assertThat(page(signed, "/allowlist?q=8.8.8.8")).contains("No entry fits");
  }

  @Test
  void aCheckTurnsToThePageOfTheRowItFallsTo() {
    Signed signed = owner();
    List<EntryDraft> drafts =
        IntStream.range(0, 250)
            .mapToObj(i -> new EntryDraft("10.0." + i + ".0/24", "Site " + i, null, null))
            .toList();
    house.change(signed.account(), new Change.AddAll(drafts));

    assertThat(page(signed, "/allowlist/check?address=10.0.222.9"))
        .contains("by Site 222", "class=\"is-match\"", "201 to 250 of 250");
  }

  @Test
  void aListOfACredentialsOwnSaysNothingOfUse() {
    Signed signed = withThree();
    String token = newToken(signed, "one");
    String own = "/credentials/tokens/" + token + "/allowlist";
    signed
        .browser()
        .submit(
            own + "/new",
            own,
            java.util.Map.of(
                "name", "Own", "address", "192.0.2.9", "acknowledge", "closes_account"));
    assertThat(page(signed, own)).contains("Own", "Added").doesNotContain("Never used");
  }
}

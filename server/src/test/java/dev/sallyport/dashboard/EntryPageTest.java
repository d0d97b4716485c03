package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of one entry, and advice on several. */
class EntryPageTest extends DashboardTestCase {

  private String page(Signed signed, String path) {
    return signed.browser().get(path).body().replace('\u00a0', ' ');
  }

  private String path(Signed signed) {
    return "/allowlist/" + first(signed).id();
  }

  private void call(Signed signed, String address) {
    call(signed, first(signed), newToken(signed, "billing " + address), address);
  }

  @Test
  void itTellsWhoCameInByTheEntryAndWhatHappenedToIt() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "Site");
    house.change(signed.account(), new Change.Pause(first(signed).id()));
    house.change(signed.account(), new Change.Resume(first(signed).id()));
    call(signed, "192.0.2.7");
    call(signed, "192.0.2.8");

    assertThat(page(signed, path(signed)))
        .contains("IPv4 range, 256 addresses", "192.0.2.7", "192.0.2.8", "billing 192.0.2.7")
        .contains("Added as 192.0.2.0/24", ">Paused<", ">Resumed<", "Revision 3");
  }

  @Test
  void anEntryThatNobodyCameInBySaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.0/24", "Site");
    assertThat(page(signed, path(signed))).contains("Nothing came in by this entry");
  }

  @Test
  void aViewerSeesItAndIsOfferedNothing() {
    Signed signed = signed("professional", Role.VIEWER);
    house.add(signed.account(), "192.0.2.0/24", "Site");
    assertThat(page(signed, path(signed))).contains("Site").doesNotContain("entry-pause", "/edit");
  }

  @Test
  void anEntryOfAnotherAccountIsNotThere() {
    Signed one = owner();
    house.add(one.account(), "192.0.2.1", "Mine");
    assertThat(owner().browser().get(path(one)).statusCode()).isEqualTo(404);
  }

  private Signed withAWideRange() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.0.0/16", "Site");
    house.pass(Duration.ofDays(91));
    signed.browser().signedIn(signed.email());
    call(signed, "192.0.2.4");
    call(signed, "192.0.2.5");
    return signed;
  }

  @Test
  void aWideRangeIsNarrowedToWhatWasUsedWithOneForm() {
    Signed signed = withAWideRange();
    assertThat(page(signed, "/allowlist/advice"))
        .contains("65,536 addresses, of which 2 were used in 90 days", "Narrow to 192.0.2.4/31")
        .contains("Narrow to 2 addresses");

    signed
        .browser()
        .submit("/allowlist/advice", path(signed) + "/narrow", Map.of("part", "192.0.2.4/31"));

    assertThat(house.list(signed.account()).entries())
        .extracting(entry -> entry.name() + " " + entry.network())
        .containsExactly("Site 192.0.2.4/31");
    assertThat(page(signed, "/allowlist")).contains("Site is narrowed.");
  }

  @Test
  void adviceThatIsPutAwayIsGone() {
    Signed signed = withAWideRange();
    signed
        .browser()
        .submit("/allowlist/advice", path(signed) + "/dismiss", Map.of("kind", "narrow"));
    assertThat(page(signed, "/allowlist/advice")).contains("Nothing to tidy up");
  }

  @Test
  void theScriptGetsTheAdviceAlone() {
    Signed signed = withAWideRange();
    assertThat(signed.browser().get("/allowlist/advice", "HX-Request", "true").body())
        .contains("id=\"advice\"", "Site")
        .doesNotContain("<html");
  }

  @Test
  void aViewerReadsAdviceAndFollowsNone() {
    Signed signed = signed("professional", Role.VIEWER);
    house.add(signed.account(), "192.0.2.0/24", "Site");
    house.add(signed.account(), "192.0.2.7", "Desk");
    assertThat(page(signed, "/allowlist/advice"))
        .contains("Already covered by Site, 192.0.2.0/24.")
        .doesNotContain("Not now");
    for (String step : new String[] {"/narrow", "/dismiss"}) {
      assertThat(
              signed
                  .browser()
                  .submit("/allowlist", path(signed) + step, Map.of("kind", "covered"))
                  .statusCode())
          .isEqualTo(403);
    }
  }
}

package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryPagesTest extends DashboardTestCase {

  @Test
  void eachRevisionSaysWhoChangedWhat() {
    Signed signed = owner();
    house.add(signed.account(), "198.51.100.0/24", "CI runners");
    house.change(
        signed.account(),
        new Change.Edit(first(signed).id(), "198.51.100.32/27", null, null, null));
    assertThat(signed.browser().get("/history").body())
        .contains("</b> narrowed", "The command line", "Revision 2", "Current")
        .contains("<del>198.51.100.0/24</del><ins>198.51.100.32/27</ins>")
        .contains("Until then the account was open to every IP.");
  }

  @Test
  void anExpiryIsANoteWithoutANumber() {
    Signed signed = owner();
    house.add(
        signed.account(),
        new EntryDraft("192.0.2.7", "Trial", null, house.instant().plus(Duration.ofHours(1))));
    house.pass(Duration.ofHours(2));
    String page = signed.browser().get("/history").body();
    assertThat(page).contains("</b> expired", "By its expiry date");
    assertThat(page).containsOnlyOnce("Revision ").containsOnlyOnce("Current");
  }

  @Test
  void anEarlierListIsRestored() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(signed.account(), new Change.Pause(first(signed).id()));
    HttpResponse<String> answer =
        signed.browser().submit("/history/1/restore", "/history/1/restore", Map.of());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(first(signed).paused()).isFalse();
    assertThat(signed.browser().get("/allowlist").body()).contains("The list is back as it was on");
  }

  @Test
  void aWayBackIsLookedAtBeforeItIsGone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.add(signed.account(), "192.0.2.8", "Branch");
    house.change(signed.account(), new Change.Pause(first(signed).id()));
    house.change(signed.account(), new Change.Delete(last(signed).id()));
    house.add(signed.account(), "192.0.2.9", "Depot");

    String page = signed.browser().get("/history/2/restore").body();

    assertThat(page)
        .contains("1\u00a0entry comes back", "<ins>192.0.2.8</ins>", "Branch")
        .contains("1\u00a0entry goes", "<del>192.0.2.9</del>", "Depot")
        .contains("1\u00a0entry changes", "<del>paused</del><ins>active</ins>");
    assertThat(house.list(signed.account()).revision()).isEqualTo(5);
  }

  @Test
  void aWayBackThatChangesNothingSaysSo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(signed.browser().get("/history/1/restore").body()).contains("nothing would change");
  }

  @Test
  void whatMustBeAcknowledgedIsAskedWithThePreview() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(signed.account(), new Change.Delete(first(signed).id()));
    house.add(signed.account(), "192.0.2.8", "Branch");
    assertThat(signed.browser().get("/history/2/restore").body())
        .contains("value=\"opens_account\"", "<del>192.0.2.8</del>");
    assertThat(
            signed
                .browser()
                .submit(
                    "/history/2/restore",
                    "/history/2/restore",
                    Map.of("acknowledge", "opens_account"))
                .statusCode())
        .isEqualTo(303);
    assertThat(house.list(signed.account()).entries()).isEmpty();
  }

  @Test
  void restoringAnEmptyListOpensNothingUnacknowledged() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(signed.account(), new Change.Delete(first(signed).id()));
    house.add(signed.account(), "192.0.2.8", "Branch");
    HttpResponse<String> asked =
        signed.browser().submit("/history/2/restore", "/history/2/restore", Map.of());
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body()).contains("value=\"opens_account\"");
    assertThat(house.list(signed.account()).entries()).hasSize(1);
  }

  @Test
  void aRevisionThatNeverWasIsNotThere() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(signed.browser().get("/history/9/restore").statusCode()).isEqualTo(404);
    assertThat(
            signed
                .browser()
                .submit("/history/1/restore", "/history/9/restore", Map.of())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aLongHistoryGoesOnOnFurtherPages() {
    Signed signed = owner();
    for (int i = 0; i < 60; i++) {
      house.add(signed.account(), "10.2.2." + i, "Host " + i);
    }
    assertThat(signed.browser().get("/history").body())
        .contains("Revision 60", "/history?before=11")
        .doesNotContain("Revision 10<");
    assertThat(signed.browser().get("/history?before=11").body())
        .contains("Revision 10", "Revision 1<")
        .doesNotContain("Current");
  }

  @Test
  void aViewerCanNotRestore() {
    Signed signed = signed("professional", Role.VIEWER);
    house.add(signed.account(), "192.0.2.7", "Office");
    house.change(signed.account(), new Change.Pause(first(signed).id()));
    assertThat(signed.browser().get("/history").body())
        .contains("paused")
        .doesNotContain("Restore<");
    assertThat(signed.browser().get("/history/1/restore").statusCode()).isEqualTo(403);
  }

  private Entry last(Signed signed) {
    return house.list(signed.account()).entries().getLast();
  }
}

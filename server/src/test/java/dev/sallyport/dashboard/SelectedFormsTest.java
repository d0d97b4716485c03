package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Entry;
import dev.sallyport.account.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Several entries changed by one form, as one revision. */
class SelectedFormsTest extends DashboardTestCase {

  private Signed withThree() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.1", "Berlin");
    house.add(signed.account(), "192.0.2.2", "Aachen");
    house.add(signed.account(), "203.0.113.9", "Celle");
    return signed;
  }

  private List<Entry> entries(Signed signed) {
    return house.list(signed.account()).entries();
  }

  private List<String> statuses(Signed signed) {
    return entries(signed).stream().map(entry -> entry.status(house.instant())).toList();
  }

  private HttpResponse<String> post(Signed signed, String step, String more) {
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist").body());
    String body =
        fields.entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return signed.browser().post("/allowlist/selected/" + step, body + more);
  }

  private String picked(Signed signed, int... numbers) {
    StringBuilder picked = new StringBuilder();
    for (int number : numbers) {
      picked.append("&entry=").append(entries(signed).get(number).id());
    }
    return picked.toString();
  }

  @Test
  void severalArePausedAndResumedEachInOneRevision() {
    Signed signed = withThree();

    assertThat(post(signed, "pause", picked(signed, 0, 2)).statusCode()).isEqualTo(303);
    assertThat(statuses(signed)).containsExactly("paused", "active", "paused");
    assertThat(house.list(signed.account()).revision()).isEqualTo(4);
    assertThat(signed.browser().get("/allowlist").body())
        .contains("2\u00a0entries are paused.", "Undo");

    post(signed, "resume", picked(signed, 0, 1, 2));
    assertThat(signed.browser().get("/history").body())
        .contains("2\u00a0entries paused", "2\u00a0entries resumed");
    assertThat(statuses(signed)).containsOnly("active");
    assertThat(house.list(signed.account()).revision()).isEqualTo(5);
  }

  @Test
  void deletingAsksOnceMoreAndNamesWhatGoes() {
    Signed signed = withThree();

    HttpResponse<String> asked = post(signed, "delete", picked(signed, 0, 1));
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body())
        .contains("Delete 2\u00a0entries?", "Berlin", "Aachen")
        .doesNotContain("Celle");
    assertThat(entries(signed)).hasSize(3);

    post(signed, "delete", picked(signed, 0, 1) + "&sure=1");
    assertThat(entries(signed)).extracting(Entry::name).containsExactly("Celle");
  }

  @Test
  void deletingAllSaysThatItOpensTheAccountAndIsAcknowledged() {
    Signed signed = withThree();

    assertThat(post(signed, "delete", "&all=1").body())
        .contains("This opens the account to every IP");
    assertThat(post(signed, "delete", "&all=1&sure=1").statusCode()).isEqualTo(409);
    assertThat(entries(signed)).hasSize(3);
    post(signed, "delete", "&all=1&sure=1&acknowledge=opens_account");
    assertThat(entries(signed)).isEmpty();
  }

  @Test
  void allThatFitTheFilterAreThoseTheServerFinds() {
    Signed signed = withThree();
    Map<String, String> fields =
        Browser.hidden(signed.browser().get("/allowlist?q=192.0.2").body());
    fields.put("all", "1");
    signed.browser().post("/allowlist/selected/pause", fields);
    assertThat(statuses(signed)).containsExactly("paused", "paused", "active");
  }

  @Test
  void aListChangedInBetweenIsNotTouched() {
    Signed signed = withThree();
    Map<String, String> fields = Browser.hidden(signed.browser().get("/allowlist").body());
    fields.put("entry", entries(signed).getFirst().id());
    house.add(signed.account(), "192.0.2.3", "Dresden");

    HttpResponse<String> answer = signed.browser().post("/allowlist/selected/pause", fields);

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.body()).contains("The list was changed by someone else.");
    assertThat(statuses(signed)).containsOnly("active");
  }

  @Test
  void nothingPickedIsToldAndNothingDone() {
    Signed signed = withThree();
    HttpResponse<String> answer = post(signed, "pause", "");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Tick the entries it is for.");
  }

  @Test
  void whatHasExpiredIsNotResumedAndThatIsSaid() {
    Signed signed = withThree();
    house.add(
        signed.account(),
        new dev.sallyport.account.EntryDraft(
            "192.0.2.4", "Trial", null, house.instant().plusSeconds(60)));
    post(signed, "pause", "&all=1");
    house.pass(Duration.ofMinutes(2));

    assertThat(post(signed, "resume", picked(signed, 3)).statusCode()).isEqualTo(422);
    post(signed, "resume", "&all=1");
    assertThat(statuses(signed)).containsExactly("active", "active", "active", "expired");
    assertThat(signed.browser().get("/allowlist").body())
        .contains("3\u00a0entries of 4 are allowed.");
  }

  @Test
  void aPageComesWithItsRowsTickedWhereNoScriptRuns() {
    Signed signed = withThree();
    String page = signed.browser().get("/allowlist?ticked=1").body();
    assertThat(page.split("class=\"pick\"[^>]* checked", -1)).hasSize(4);
  }

  @Test
  void aViewerIsOfferedNoneOfItAndRefused() {
    Signed signed = signed("professional", Role.VIEWER);
    house.add(signed.account(), "192.0.2.1", "Berlin");
    house.add(signed.account(), "192.0.2.2", "Aachen");
    assertThat(signed.browser().get("/allowlist").body())
        .doesNotContain("class=\"pick\"", "/selected/");
    for (String step : List.of("pause", "resume", "delete")) {
      assertThat(post(signed, step, picked(signed, 0)).statusCode()).isEqualTo(403);
    }
    assertThat(statuses(signed)).containsOnly("active");
  }
}

package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Role;
import dev.sallyport.allowlist.Network;
import dev.sallyport.range.PublishedFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before each test
class GroupPagesTest extends DashboardTestCase {
  private static final String ADD = "/allowlist/groups";
  private static final String PREVIEW = ADD + "/preview";

  private PublishedFile published;

  @BeforeEach
  void publish() throws Exception {
    published = new PublishedFile("198.51.100.0/24\n203.0.113.0/24\n");
  }

  @AfterEach
  void unpublish() {
    published.close();
  }

  private static HttpResponse<String> send(
      Signed signed, String action, Map<String, String> typed, String file) {
    Map<String, String> fields = filled(signed, ADD + "/new", typed);
    return signed.browser().upload(action, fields, file.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the form as a preview showed it, with something more typed. */
  private static HttpResponse<String> save(
      Signed signed, String action, HttpResponse<String> preview, Map<String, String> typed) {
    Map<String, String> fields = new HashMap<>(Browser.hidden(preview.body()));
    fields.putAll(typed);
    return signed.browser().upload(action, fields, new byte[0]);
  }

  /** Looks at the preview and saves what it shows. */
  private static HttpResponse<String> previewedAndSaved(
      Signed signed, String action, Map<String, String> typed) {
    return save(signed, action, send(signed, action + "/preview", typed, ""), typed);
  }

  private Map<String, String> byUrl(String... more) {
    Map<String, String> typed = new HashMap<>(Map.of("name", "Cloud", "url", published.url()));
    for (int i = 0; i < more.length; i += 2) {
      typed.put(more[i], more[i + 1]);
    }
    return typed;
  }

  private List<Group> groups(Signed signed) {
    return house.allowlists.groups().of(ListRef.ofAccount(signed.account().id()));
  }

  private Group added(Signed signed) {
    assertThat(previewedAndSaved(signed, ADD, byUrl()).statusCode()).isEqualTo(303);
    return groups(signed).getFirst();
  }

  @Test
  void aFileByUrlIsPreviewedAndThenAddedAsOneRow() {
    Signed signed = owner();
    house.add(signed.account(), "198.51.100.0/24", "Office");

    HttpResponse<String> preview = send(signed, PREVIEW, byUrl(), "");
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body())
        .contains("Read as Plain text", "1\u00a0network is new", "<ins>203.0.113.0/24</ins>")
        .contains("1\u00a0is on the list already");
    assertThat(groups(signed)).isEmpty();

    Group group = added(signed);
    assertThat(signed.browser().get("/allowlist").body())
        .contains("Group Cloud is added to the list.")
        .contains("id=\"group-" + group.id() + "\"", "1\u00a0network<")
        .doesNotContain(">203.0.113.0/24<");
    assertThat(signed.browser().get("/history").body())
        .contains("Group Cloud added, 1\u00a0network");
  }

  @Test
  void aFirstGroupClosesTheListWhichIsAcknowledged() {
    Signed signed = owner();
    HttpResponse<String> asked = previewedAndSaved(signed, ADD, byUrl());
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body()).contains("value=\"closes_account\"");
    assertThat(save(signed, ADD, asked, byUrl("acknowledge", "closes_account")).statusCode())
        .isEqualTo(303);
  }

  @Test
  void anUploadedFileIsAddedAsItWasPreviewed() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String file = "cidr,country\n198.51.100.0/24,SE\n203.0.113.0/24,DE\n";
    Map<String, String> typed = Map.of("name", "Partner", "filter", "country=SE", "family", "any");
    HttpResponse<String> preview = send(signed, PREVIEW, typed, file);
    assertThat(preview.statusCode()).isEqualTo(200);

    assertThat(save(signed, ADD, preview, typed).statusCode()).isEqualTo(303);
    assertThat(groups(signed).getFirst().networks()).isEqualTo(1);
    assertThat(groups(signed).getFirst().source().filter()).isEqualTo("country=SE");
    assertThat(groups(signed).getFirst().source().format()).isEqualTo("csv");
  }

  @Test
  void whatIsWrongIsToldAndNothingTypedIsLost() {
    Signed signed = owner();
    HttpResponse<String> answer =
        send(
            signed,
            PREVIEW,
            Map.of("name", "Cloud", "url", "http://10.0.0.1/x", "filter", "region=a"),
            "");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("a network that is not called", "http://10.0.0.1/x", "region=a");
    assertThat(send(signed, PREVIEW, Map.of("name", "x"), "here\n").body()).contains("line 1: ");
  }

  @Test
  void itsPageNamesItsNetworksAndFollowsTheFile() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    Group group = added(signed);
    String path = ADD + "/" + group.id();
    assertThat(signed.browser().get(path).body())
        .contains("198.51.100.0/24", "203.0.113.0/24", "Daily", published.url());

    published.publish("198.51.100.0/24\n192.0.2.64/26\n");
    assertThat(signed.browser().get(path + "/edit?refresh=1").body())
        .contains("1\u00a0network comes", "1\u00a0goes", "<ins>192.0.2.64/26</ins>");
    assertThat(previewedAndSaved(signed, path, byUrl("name", "Sky")).statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Office", "Sky", "Sky");
  }

  @Test
  void isPausedResumedAndDeletedAsAWhole() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String path = ADD + "/" + added(signed).id();
    signed.browser().submit(path, path + "/pause", Map.of());
    assertThat(groups(signed).getFirst().paused()).isTrue();
    signed.browser().submit(path, path + "/resume", Map.of());
    assertThat(groups(signed).getFirst().paused()).isFalse();
    signed.browser().submit(path, path + "/daily", Map.of());
    assertThat(groups(signed).getFirst().daily()).isFalse();
    signed.browser().submit(path + "/delete", path + "/delete", Map.of());
    assertThat(groups(signed)).isEmpty();
  }

  @Test
  void anEntryOfItSaysSoAndIsNotChangedAlone() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    Group group = added(signed);
    String path = "/allowlist/" + house.list(signed.account()).entries().getLast().id();
    String page = signed.browser().get(path).body();
    assertThat(page).contains("/allowlist/groups/" + group.id()).doesNotContain("entry-delete");
    HttpResponse<String> refused = signed.browser().submit(ADD + "/new", path + "/pause", Map.of());
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("belongs to the group Cloud");
  }

  @Test
  void aViewerSeesItAndCallsNobody() {
    Signed viewer = signed("professional", Role.VIEWER);
    GroupSource source = new GroupSource(published.url(), "", "column", "", Family.ANY);
    List<Network> networks = List.of(Network.of("198.51.100.0/24"));
    house.change(viewer.account(), new Change.PutGroup(null, "Cloud", source, networks, null));
    Group group = groups(viewer).getFirst();
    String path = ADD + "/" + group.id();
    assertThat(viewer.browser().get(path).body())
        .contains("198.51.100.0/24")
        .doesNotContain("Pause");
    assertThat(viewer.browser().get(ADD + "/new").statusCode()).isEqualTo(403);
    assertThat(viewer.browser().get(path + "/edit?refresh=1").statusCode()).isEqualTo(403);
    assertThat(published.asked()).isEmpty();
  }

  @Test
  void anUploadedFileIsNotFilteredOtherwiseWithoutIt() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String file = "cidr,country\n198.51.100.0/24,SE\n203.0.113.0/24,DE\n";
    Map<String, String> sweden = Map.of("name", "Partner", "filter", "country=SE", "family", "any");
    HttpResponse<String> preview = send(signed, PREVIEW, sweden, file);
    Map<String, String> germany =
        Map.of("name", "Partner", "filter", "country=DE", "family", "any");

    HttpResponse<String> refused = save(signed, ADD, preview, germany);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Choose the file once more");
    assertThat(groups(signed)).isEmpty();
    assertThat(save(signed, PREVIEW, refused, sweden).statusCode()).isEqualTo(200);
  }

  @Test
  void aFileThatIsAnotherByThenIsShownAgainAndNotSaved() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    HttpResponse<String> preview = send(signed, PREVIEW, byUrl(), "");
    published.publish("198.51.100.0/24\n192.0.2.64/26\n");

    HttpResponse<String> again = save(signed, ADD, preview, byUrl());
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("this is not what you looked at", "<ins>192.0.2.64/26</ins>");
    assertThat(groups(signed)).isEmpty();
    assertThat(save(signed, ADD, again, byUrl()).statusCode()).isEqualTo(303);
  }

  @Test
  void whatWasNotLookedAtIsShownFirst() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    assertThat(send(signed, ADD, byUrl(), "").statusCode()).isEqualTo(409);
    assertThat(groups(signed)).isEmpty();
  }

  @Test
  void whomItCutsOffIsShownAndCanBeAllowedAlong() {
    Signed signed = withSenders();
    published.publish("192.0.2.0/24\n");
    HttpResponse<String> preview = send(signed, PREVIEW, byUrl(), "");
    assertThat(text(preview))
        .contains("would be cut off")
        .containsSubsequence("203.0.113.9", "billing", "Also allow");

    HttpResponse<String> kept = save(signed, PREVIEW, preview, byUrl("allow", "203.0.113.9"));
    assertThat(text(kept)).contains("stay allowed").doesNotContain("would be cut off");
    Map<String, String> yes = byUrl("acknowledge", "closes_account");
    assertThat(save(signed, ADD, kept, yes).statusCode()).isEqualTo(303);
    assertThat(house.list(signed.account()).entries())
        .extracting(Entry::name)
        .containsExactly("Cloud", "billing");
    assertThat(revision(signed)).isEqualTo(1);
  }

  @Test
  void ownAddressIsWarnedOfInThePreviewToo() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    Group group = added(signed);
    published.publish("127.0.0.0/24\n");
    String path = ADD + "/" + group.id();
    assertThat(previewedAndSaved(signed, path, byUrl()).statusCode()).isEqualTo(303);
    house.called(signed.account(), "me", "127.0.0.1", 1);
    published.publish("198.51.100.0/24\n");
    assertThat(send(signed, path + "/preview", byUrl(), "").body())
        .contains("value=\"denies_caller\"");
  }

  @Test
  void theHistoryNamesTheGroupWhoeverWasAllowedAlong() {
    Signed signed = withSenders();
    house.add(signed.account(), "192.0.2.7", "Office");
    published.publish("203.0.113.0/24\n");
    String path = ADD + "/" + added(signed).id();
    signed
        .browser()
        .post(path + "/delete", filled(signed, path + "/delete", Map.of("also", "203.0.113.9")));
    assertThat(text(signed.browser().get("/history")))
        .contains("Group Cloud deleted")
        .doesNotContain("Group billing");
  }

  @Test
  void whatBelongsToNoFieldIsToldAboveTheForm() {
    Signed signed = owner();
    for (int i = 0; i < Group.MOST; i++) {
      GroupSource source = new GroupSource(published.url(), "", "column", "", Family.ANY);
      List<Network> networks = List.of(Network.of("192.0.2." + i));
      house.change(signed.account(), new Change.PutGroup(null, "G" + i, source, networks, null));
    }
    HttpResponse<String> refused = send(signed, PREVIEW, byUrl(), "");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("A list has at most 20 groups.");
  }

  @Test
  void anAddressThatFallsToItSetsItsRowOff() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    Group group = added(signed);
    HttpResponse<String> checked =
        signed.browser().get("/allowlist/check?address=198.51.100.9", "HX-Request", "true");
    assertThat(checked.headers().firstValue("HX-Trigger").orElse(""))
        .contains("\"group-" + group.id() + "\"");
  }

  @Test
  void itStandsAmongTheEntriesInTheOrderAskedFor() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Alpha");
    Group group = added(signed);
    house.add(signed.account(), "192.0.2.8", "Omega");
    String[] rows = {"Alpha", "group-" + group.id(), "Omega"};
    assertThat(signed.browser().get("/allowlist").body()).containsSubsequence(rows);
    assertThat(signed.browser().get("/allowlist?sort=name").body()).containsSubsequence(rows);
    assertThat(signed.browser().get("/allowlist?sort=-name").body())
        .containsSubsequence("Omega", "group-" + group.id(), "Alpha");
    assertThat(signed.browser().get("/allowlist?q=198.51.100.9").body())
        .contains("group-" + group.id(), "1 of 3")
        .doesNotContain("Omega");
  }
}

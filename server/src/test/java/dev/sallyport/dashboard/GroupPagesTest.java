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
    Map<String, String> fields =
        new HashMap<>(Browser.hidden(signed.browser().get("/allowlist/groups/new").body()));
    fields.putAll(typed);
    return signed.browser().upload(action, fields, file.getBytes(StandardCharsets.UTF_8));
  }

  private List<Group> groups(Signed signed) {
    return house.allowlists.groups().of(ListRef.ofAccount(signed.account().id()));
  }

  private Group added(Signed signed) {
    HttpResponse<String> made =
        send(signed, ADD, Map.of("name", "Cloud", "url", published.url()), "");
    assertThat(made.statusCode()).isEqualTo(303);
    return groups(signed).getFirst();
  }

  @Test
  void aFileByUrlIsPreviewedAndThenAddedAsOneRow() {
    Signed signed = owner();
    house.add(signed.account(), "198.51.100.0/24", "Office");
    Map<String, String> typed = Map.of("name", "Cloud", "url", published.url());

    HttpResponse<String> preview = send(signed, PREVIEW, typed, "");
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
    Map<String, String> typed = Map.of("name", "Cloud", "url", published.url());
    HttpResponse<String> asked = send(signed, ADD, typed, "");
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(asked.body()).contains("value=\"closes_account\"");
    Map<String, String> yes = new HashMap<>(typed);
    yes.put("acknowledge", "closes_account");
    assertThat(send(signed, ADD, yes, "").statusCode()).isEqualTo(303);
  }

  @Test
  void anUploadedFileIsAddedAsItWasPreviewed() {
    Signed signed = owner();
    house.add(signed.account(), "192.0.2.7", "Office");
    String file = "cidr,country\n198.51.100.0/24,SE\n203.0.113.0/24,DE\n";
    HttpResponse<String> preview =
        send(signed, PREVIEW, Map.of("name", "Partner", "filter", "country=SE"), file);
    assertThat(preview.statusCode()).isEqualTo(200);

    Map<String, String> carried = new HashMap<>(Browser.hidden(preview.body()));
    carried.put("name", "Partner");
    carried.put("filter", "country=SE");
    assertThat(send(signed, ADD, carried, "").statusCode()).isEqualTo(303);
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
    assertThat(send(signed, path, Map.of("name", "Sky", "url", published.url()), "").statusCode())
        .isEqualTo(303);
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
}

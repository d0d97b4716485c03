package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Scope;
import dev.sallyport.range.PublishedFile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // made before each test
class GroupApiTest {
  private static final String LIST = "/v1/ip-allowlist";
  private static final String GROUPS = LIST + "/groups";
  private static final String REGIONS =
      """
      {"prefixes": [
        {"ip_prefix": "198.51.100.0/26", "region": "north", "service": "EC2"},
        {"ip_prefix": "203.0.113.0/24", "region": "south", "service": "EC2"}],
       "ipv6_prefixes": [
        {"ipv6_prefix": "2001:db8:1::/48", "region": "north", "service": "EC2"}]}
      """;

  @TempDir Path folder;
  ApiGate gate;
  PublishedFile published;

  @BeforeEach
  void start() throws Exception {
    gate = ApiGate.start(folder);
    gate.list("127.0.0.1");
    published = new PublishedFile(REGIONS);
  }

  @AfterEach
  void stop() {
    published.close();
    gate.close();
  }

  private String body(String more) {
    return "{\"name\":\"Cloud\",\"url\":\"%s\"%s}".formatted(published.url(), more);
  }

  private HttpAnswer added() {
    HttpAnswer made = gate.call().post(GROUPS, body(",\"filter\":{\"region\":[\"north\"]}"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made;
  }

  private String path(HttpAnswer made) {
    return GROUPS + "/" + made.text("/data/id");
  }

  @Test
  void isAddedByUrlWithAFilter() {
    HttpAnswer made = added();
    assertThat(made.text("/data/networks")).isEqualTo("2");
    assertThat(made.text("/data/format")).isEqualTo("aws");
    assertThat(made.text("/data/filter")).isEqualTo("region=north");
    assertThat(made.text("/data/daily")).isEqualTo("true");
    assertThat(gate.call().get(GROUPS).text("/data/0/id")).isEqualTo(made.text("/data/id"));
    assertThat(gate.call().get(LIST).text("/data/1/group")).isEqualTo(made.text("/data/id"));
  }

  @Test
  void isAddedFromATextAndSaysWhatIsWrongInIt() {
    HttpAnswer made =
        gate.call()
            .post(GROUPS, "{\"name\":\"Partner\",\"text\":\"198.51.100.0/24\\n\",\"file\":\"p\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("/data/file")).isEqualTo("p");
    assertThat(made.text("/data/daily")).isEqualTo("false");
    HttpAnswer refused =
        gate.call().post(GROUPS, "{\"name\":\"Partner\",\"text\":\"here\\n192.0.2.1\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/text/0")).startsWith("line 1: ");
  }

  @Test
  void whatIsMissingOrWrongIsToldAtOnce() {
    HttpAnswer refused = gate.call().post(GROUPS, "{\"family\":\"ipv5\",\"daily\":1}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("name", "url", "family", "daily");
    assertThat(
            gate.call().post(GROUPS, body(",\"filter\":\"region=west\"")).text("/errors/filter/0"))
        .contains("There is no region “west”; there are north, south.");
  }

  @Test
  void aFirstGroupClosesTheListWhichIsAcknowledged() {
    gate.change(ListRef.ofAccount(gate.account.id()), new Change.Replace(List.of()));
    HttpAnswer asked = gate.call().post(GROUPS, body(""));
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.body()).contains("closes_account");
    assertThat(gate.call().get(GROUPS).body()).isEqualTo("{\"data\":[]}");
  }

  @Test
  void isPreviewedWithoutBeingMade() {
    HttpAnswer preview = gate.call().post(GROUPS + "/preview", body(""));
    assertThat(preview.status()).as(preview.body()).isEqualTo(200);
    assertThat(preview.text("/meta/total")).isEqualTo("4");
    assertThat(gate.call().get(GROUPS).body()).isEqualTo("{\"data\":[]}");
  }

  @Test
  void followsTheFileWhenItIsRefreshed() {
    String path = path(added());
    published.publish(REGIONS.replace("198.51.100.0/26", "198.51.100.0/27"));
    HttpAnswer refreshed = gate.call().post(path + "/refresh", "{}");
    assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
    assertThat(gate.call().get(LIST).body()).contains("198.51.100.0/27").doesNotContain("/26");
  }

  @Test
  void isChangedPausedAndDeleted() {
    String path = path(added());
    HttpAnswer changed =
        gate.call().put(path, "{\"name\":\"South\",\"filter\":\"region=south\",\"daily\":false}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.text("/data/name")).isEqualTo("South");
    assertThat(changed.text("/data/networks")).isEqualTo("1");
    assertThat(changed.text("/data/daily")).isEqualTo("false");
    assertThat(gate.call().put(path, "{\"status\":\"paused\"}").text("/data/status"))
        .isEqualTo("paused");
    assertThat(gate.call().delete(path).status()).isEqualTo(204);
    assertThat(gate.call().get(path).status()).isEqualTo(404);
    assertThat(gate.call().get(LIST).text("/meta/total")).isEqualTo("1");
  }

  @Test
  void oneOfItsEntriesIsNotChangedAlone() {
    added();
    String entry = gate.call().get(LIST).text("/data/1/id");
    HttpAnswer refused = gate.call().delete(LIST + "/" + entry);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("belongs to the group Cloud");
  }

  @Test
  void aCredentialsOwnListHasThemToo() {
    HttpAnswer made =
        gate.call()
            .post(
                "/v1/token/" + gate.tokenId + "/ip-allowlist/groups",
                "{\"name\":\"Me\",\"text\":\"127.0.0.0/24\",\"acknowledge\":[\"closes_account\"]}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(gate.call().get(GROUPS).body()).isEqualTo("{\"data\":[]}");
  }

  @Test
  void aTokenThatOnlyReadsChangesNothingAndCallsNobody() {
    String reader = gate.token("reader", EnumSet.of(Scope.ALLOWLIST_READ)).secret();
    assertThat(gate.callWithout().bearer(reader).get(GROUPS).status()).isEqualTo(200);
    assertThat(gate.callWithout().bearer(reader).post(GROUPS, body("")).status()).isEqualTo(403);
    assertThat(gate.callWithout().bearer(reader).post(GROUPS + "/preview", body("")).status())
        .isEqualTo(403);
    assertThat(published.asked()).isEmpty();
  }

  @Test
  void oneThatIsGivenATextInThePlaceOfItsUrlFollowsNoMoreAndCanBeRenamed() {
    String path = path(added());
    HttpAnswer changed = gate.call().put(path, "{\"text\":\"198.51.100.0/24\",\"filter\":\"\"}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.text("/data/daily")).isEqualTo("false");
    assertThat(gate.call().put(path, "{\"name\":\"Partner\"}").status()).isEqualTo(200);
  }

  @Test
  void oneThatIsGivenAUrlCanBeginToFollowItInTheSameCall() {
    HttpAnswer made =
        gate.call().post(GROUPS, "{\"name\":\"Partner\",\"text\":\"198.51.100.0/24\"}");
    HttpAnswer changed = gate.call().put(path(made), body(",\"daily\":true"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.text("/data/daily")).isEqualTo("true");
  }
}

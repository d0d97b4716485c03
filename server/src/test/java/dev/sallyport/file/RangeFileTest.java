package dev.sallyport.file;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.Network;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeFileTest {
  private static final String AWS =
      """
      {"syncToken": "1700000000", "createDate": "2026-01-01-00-00-00",
       "prefixes": [
        {"ip_prefix": "198.51.100.0/26", "region": "eu-west-1", "service": "AMAZON",
         "network_border_group": "eu-west-1"},
        {"ip_prefix": "198.51.100.0/26", "region": "eu-west-1", "service": "EC2",
         "network_border_group": "eu-west-1"},
        {"ip_prefix": "203.0.113.0/24", "region": "us-east-1", "service": "EC2",
         "network_border_group": "us-east-1"}],
       "ipv6_prefixes": [
        {"ipv6_prefix": "2001:db8:1::/48", "region": "eu-west-1", "service": "EC2",
         "network_border_group": "eu-west-1"}]}
      """;

  private static final String GOOGLE =
      """
      {"syncToken": "1700000000000", "creationTime": "2026-01-01T00:00:00",
       "prefixes": [
        {"ipv4Prefix": "198.51.100.0/26", "service": "Google Cloud", "scope": "europe-west1"},
        {"ipv6Prefix": "2001:db8:1::/48", "service": "Google Cloud", "scope": "europe-west2"}]}
      """;

  private static final String GITHUB =
      """
      {"verifiable_password_authentication": false,
       "ssh_key_fingerprints": {"SHA256_RSA": "abc"},
       "ssh_keys": ["ssh-ed25519 AAAA"],
       "hooks": ["192.0.2.0/28", "2001:db8:2::/64"],
       "actions": ["198.51.100.0/24"],
       "domains": {"website": ["*.example.com"]}}
      """;

  private static final String AZURE =
      """
      {"changeNumber": 300, "cloud": "Public", "values": [
        {"name": "Storage.NorthEurope", "id": "Storage.NorthEurope", "properties": {
          "changeNumber": 1, "region": "northeurope", "regionId": 17, "platform": "Azure",
          "systemService": "AzureStorage", "addressPrefixes": ["198.51.100.0/26"],
          "networkFeatures": ["API"]}},
        {"name": "Sql", "id": "Sql", "properties": {
          "region": "", "systemService": "AzureSQL",
          "addressPrefixes": ["203.0.113.0/24", "2001:db8:3::/48"]}}]}
      """;

  private static RangeFile.Selection select(String file, String filter) throws Exception {
    return RangeFile.read(file).select(RangeFilter.parse(filter), Family.ANY);
  }

  private static List<String> networks(String file, String filter) throws Exception {
    RangeFile.Selection selection = select(file, filter);
    assertThat(selection.mistakes()).isEmpty();
    return selection.networks().stream().map(Network::toString).toList();
  }

  private static String mistake(String file, String filter) throws Exception {
    RangeFile.Selection selection = select(file, filter);
    assertThat(selection.networks()).isEmpty();
    return String.join(" ", selection.mistakes().stream().map(EntryFile.Mistake::text).toList());
  }

  @Test
  void awsIsFilteredByRegionAndService() throws Exception {
    assertThat(RangeFile.read(AWS).form()).isEqualTo(RangeFile.Form.AWS);
    assertThat(networks(AWS, "region=eu-west-1,service=EC2"))
        .containsExactly("198.51.100.0/26", "2001:db8:1::/48");
  }

  @Test
  void severalValuesOfAFieldAreEither() throws Exception {
    assertThat(networks(AWS, "service=ec2\nregion=us-east-1\nregion=eu-west-1")).hasSize(3);
  }

  @Test
  void googleIsFilteredByScope() throws Exception {
    assertThat(RangeFile.read(GOOGLE).form()).isEqualTo(RangeFile.Form.GOOGLE);
    assertThat(networks(GOOGLE, "scope=europe-west2")).containsExactly("2001:db8:1::/48");
  }

  @Test
  void githubIsFilteredByKeyAndItsOtherListsAreNoNetworks() throws Exception {
    assertThat(networks(GITHUB, "key=hooks")).containsExactly("192.0.2.0/28", "2001:db8:2::/64");
    assertThat(networks(GITHUB, "")).hasSize(3);
  }

  @Test
  void azureIsFilteredByTagRegionOrService() throws Exception {
    assertThat(networks(AZURE, "tag=Sql")).containsExactly("203.0.113.0/24", "2001:db8:3::/48");
    assertThat(networks(AZURE, "region=northeurope")).containsExactly("198.51.100.0/26");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"addresses\": [\"192.0.2.0/24\"], \"ipv6_addresses\": [\"2001:db8::/32\"]}",
        "{\"result\": {\"ipv4_cidrs\": [\"192.0.2.0/24\"], \"ipv6_cidrs\": [\"2001:db8::/32\"],"
            + " \"etag\": \"x\"}, \"success\": true}",
        "[\"192.0.2.0/24\", \"2001:db8::/32\"]",
        "# ours\n192.0.2.0/24\n\n2001:db8::/32\n",
        "192.0.2.0/24,SE,,Kista\r\n# more\r\n2001:db8::/32,DE,,\r\n",
        "country,cidr\nSE,192.0.2.0/24\nDE,2001:db8::/32\n"
      })
  void otherShapesAreRead(String file) throws Exception {
    assertThat(networks(file, "")).containsExactly("192.0.2.0/24", "2001:db8::/32");
  }

  @Test
  void aColumnOfCsvCanBeFilteredBy() throws Exception {
    assertThat(networks("country,cidr\nSE,192.0.2.0/24\nDE,198.51.100.0/24\n", "Country=de"))
        .containsExactly("198.51.100.0/24");
  }

  @Test
  void aFamilyCanBeLeftOut() throws Exception {
    assertThat(RangeFile.read(AWS).select(RangeFilter.parse("region=eu-west-1"), Family.IPV6))
        .extracting(RangeFile.Selection::networks)
        .isEqualTo(List.of(Network.of("2001:db8:1::/48")));
  }

  @Test
  void whatIsNoNetworkIsToldWithItsPlaceAndSpoilsTheWhole() throws Exception {
    assertThat(mistake("192.0.2.0/24\n192.0.2.300\n203.0.113.7/24\n", ""))
        .contains("line 2: ")
        .contains("line 3: ", "203.0.113.0/24");
    assertThat(mistake(AWS.replace("203.0.113.0/24", "here"), "")).contains("prefixes[2]: ");
  }

  @Test
  void whatIsNotMeantMayBeAnything() throws Exception {
    assertThat(networks(AWS.replace("203.0.113.0/24", "here"), "region=eu-west-1")).hasSize(3);
  }

  @Test
  void aValueThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    assertThat(mistake(AWS, "region=eu-wst-1"))
        .contains("There is no region “eu-wst-1”; there are eu-west-1, us-east-1.");
  }

  @Test
  void aFieldThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    assertThat(mistake(AWS, "zone=1")).contains("“zone”", "network_border_group, region, service");
    assertThat(mistake("192.0.2.0/24\n", "region=x")).contains("nothing to filter by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1}", "{\"keys\": [\"x\"]}", "{", "[1]", "name,age\nx,1\n", ""})
  void whatIsNoRangeFileIsSaidSo(String file) throws Exception {
    assertThat(mistake(file, "")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"region", "=x", "region="})
  void aFilterOfAnotherFormIsRefused(String filter) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> RangeFilter.parse(filter)))
        .isInstanceOf(RangeFilter.MalformedException.class);
  }

  @Test
  void aFileOfTooManyLinesIsNotTakenApart() throws Exception {
    assertThat(mistake("1\n".repeat(FileBounds.MOST_LINES + 1), ""))
        .contains("at most 250,000 lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,", "{},"})
  void aFileOfTooManyValuesIsNotTakenApart(String value) throws Exception {
    String many = value.repeat(FileBounds.MOST_VALUES + 1);
    String file = value.equals("{},") ? "[" + many + "{}]" : many + "1";
    assertThat(RangeFile.read(file).rows()).isEmpty();
    assertThat(mistake(file, "")).isNotEmpty();
  }

  @Test
  void whatIsWrongIsToldOfAFewPlaces() throws Exception {
    String file = "{\"prefixes\":[" + "{},".repeat(1000) + "{}]}";
    assertThat(RangeFile.read(file).mistakes()).hasSize(RangeFile.MOST_MISTAKES);
    assertThat(RangeFile.read("here\n".repeat(1000)).select(RangeFilter.parse(""), Family.ANY))
        .extracting(selection -> selection.mistakes().size())
        .isEqualTo(RangeFile.MOST_MISTAKES);
  }

  @Test
  void aMessageIsShortHoweverLongTheFilesWordsAre() throws Exception {
    String heads = "network," + "a".repeat(100_000) + "," + "b".repeat(100_000) + "\n";
    assertThat(mistake(heads + "192.0.2.0/24,x,y\n", "zone=1").length()).isLessThan(1_000);
    String many = IntStream.range(0, 180).mapToObj(i -> "region=" + i).collect(joining("\n"));
    assertThat(mistake(AWS, many).length()).isLessThan(1_000);
  }
}

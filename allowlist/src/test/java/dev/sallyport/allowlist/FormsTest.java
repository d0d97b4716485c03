package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which form a list is given, which is told by its speed and its room and by no verdict. */
class FormsTest {

  @Test
  void upToEightOfEachFamilyAreAskedEntryByEntry() {
    assertThat(Policy.of(rules(8, 8))).isInstanceOf(Few.class);
    assertThat(Policy.of(rules(9, 0))).isInstanceOf(Many.class);
    assertThat(Policy.of(rules(0, 9))).isInstanceOf(Many.class);
  }

  @Test
  void aListOfFewNetworksThatStandOnItManyTimesIsSearched() {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(rules(8, 8));
    rules.add(rules.getFirst());
    assertThat(Policy.of(rules)).isInstanceOf(Many.class);
  }

  private static List<Rule> rules(int v4, int v6) {
    return IntStream.range(0, v4 + v6)
        .mapToObj(i -> i < v4 ? IpAddress.v4(2 * i) : IpAddress.v6(i, 1))
        .map(address -> new Rule(Network.of(address), false, Rule.NEVER))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::/32",
        "2001:db8::/64 2001:db8:0:1::/64",
        "2001:db8::1",
        "2001:db8::/65",
        "2001:db8::8000:0:0:0/65",
        "2001:db8::8000:0:0:0/65 2001:db8::/65",
        "2001:db8::ffff:ffff:ffff:ffff",
        "7fff:ffff:ffff:ffff::1",
        "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/32 2001:db8:0:1::8/125",
        "2001:db8:0:1::/64 2001:db8:0:1::8/125",
        "2001:db8:0:1::/64 2001:db8:0:1::/125",
        "2001:db8::1 2001:db8:0:1::1 2001:db8:0:2::1 2001:db8:0:3::1 2001:db8:0:4::1"
            + " 2001:db8:0:5::1 2001:db8:0:6::1 2001:db8:0:7::1 2001:db8:0:8::1 2001:db8:0:9::1"
            + " 2001:db8:0:a::1 2001:db8:0:b::1 2001:db8:0:c::1 2001:db8:0:d::1",
        "2001:db8::1 2001:db8:1::1 2001:db8:2::1 2001:db8:3::1 2001:db8:4::1 2001:db8:5::1"
            + " 2001:db8:6::1"
      })
  void fewIpv6NetworksApartAreSearchedInFourSteps(String networks) {
    assertThat(stepped(networks)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::1 2001:db8::9",
        "2001:db8::1 2001:db8::2",
        "2001:db8::/126 2001:db8::4/126",
        "2001:db8::1 2001:db8:1::1 2001:db8:2::1 2001:db8:3::1 2001:db8:4::1 2001:db8:5::1"
            + " 2001:db8:6::1 2001:db8:7::1"
      })
  void manyOrCrowdedIpv6NetworksAreNot(String networks) {
    assertThat(stepped(networks)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 1",
    "2001:db8::/64, 1",
    "2001:db8::/48, 2",
    "2001:db8::8000:0:0:0/65, 2",
    "2001:db8::/64 2001:db8:0:1::/64, 2",
    "2001:db8::/64 2001:db8:0:2::/64, 2",
    "2001:db8::/64 2001:db8:0:1::1, 2",
    "2001:db8::/64 2001:db8::1, 2",
    "2001:db8::1 2001:db8::2, 1",
    "2001:db8::/64 2001:db8::1 2001:db8::3, 1",
    "2001:db8::/64 2001:db8::1 2001:db8::3 2001:db8:0:1::1, 2",
    "2001:db8::/48 2001:db8::/64, 2",
    "2001:db8::/48 2001:db8::1 2001:db8::3, 2",
    "7fff:ffff:ffff:ffff::/64, 1"
  })
  void aNetworkWithinOneUpperHalfMostlyTakesOnePlace(String networks, int places) {
    assertThat(places(networks).count()).isEqualTo(places);
  }

  private static @Nullable SteppedV6 stepped(String text) {
    return SteppedV6.of(places(text));
  }

  private static PlacesV6 places(String text) {
    List<Network> networks = Arrays.stream(text.split(" ", -1)).map(Network::of).toList();
    Boundaries flat = new Boundaries(networks.size(), Long.MIN_VALUE);
    for (Placed each : Placed.sorted(networks.size(), networks::get)) {
      flat.add(each.high(), each.low(), each.prefixLength(), each.entry());
    }
    return new PlacesV6(flat.end());
  }
}

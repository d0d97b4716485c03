package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried against an allowlist through the way addresses are written. */
class AttacksTest {

  private static Policy allowing(String... networks) {
    return Policy.of(
        Stream.of(networks).map(n -> new Rule(Network.of(n), false, Rule.NEVER)).toList());
  }

  private static boolean allows(Policy policy, String client) {
    return policy.decide(IpAddress.of(client), 0).allowed();
  }

  // CVE-2024-24790
  @Test
  void aMappedAddressDoesNotSlipPastTheEntryForItsIpv4Address() {
    assertThat(allows(allowing("192.0.2.1"), "::ffff:192.0.2.1")).isTrue();
    assertThat(allows(allowing("::ffff:192.0.2.0/120"), "192.0.2.9")).isTrue();
    assertThat(allows(allowing("::/0"), "::ffff:192.0.2.1")).isFalse();
  }

  @Test
  void anAddressThatEmbedsAListedOneIsNotListed() {
    Policy policy = allowing("192.0.2.0/24");
    assertThat(allows(policy, "::192.0.2.1")).isFalse();
    assertThat(allows(policy, "64:ff9b::192.0.2.1")).isFalse();
    assertThat(allows(policy, "2002:c000:0201::1")).isFalse();
  }

  // CVE-2021-29921, CVE-2021-28918, CVE-2021-29923
  @ParameterizedTest
  @ValueSource(
      strings = {"0177.0.0.1", "010.0.0.1", "127.0.0.01", "::ffff:010.0.0.1", "10.0.0.0/08"})
  void leadingZerosAreRefused(String text) {
    assertThat(Network.parse(text)).isInstanceOf(ParseResult.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.1", "127.0.1", "1", "2130706433", "0x7f000001", "0x7f.0.0.1", "10/8"})
  void shortIntegerAndHexFormsAreRefused(String text) {
    assertThat(Network.parse(text)).isInstanceOf(ParseResult.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fe80::1%eth0", "fe80::1%1", "fe80::/64%eth0", "fe80::%25eth0/64"})
  void zoneIdsAreRefused(String text) {
    assertThat(Network.parse(text)).isInstanceOf(ParseResult.Malformed.class);
  }

  // hyvor/relay#459
  @Test
  void twoHalvesOfTheAddressSpaceAreAsWideAsTheWhole() {
    assertThat(Coverage.isVeryWide(List.of(Network.of("0.0.0.0/1"), Network.of("128.0.0.0/1"))))
        .isTrue();
    Policy policy = allowing("0.0.0.0/1", "128.0.0.0/1");
    assertThat(allows(policy, "127.255.255.255")).isTrue();
    assertThat(allows(policy, "128.0.0.0")).isTrue();
    assertThat(allows(policy, "::1")).isFalse();
  }

  @Test
  void anIpv6AddressWithTheSameLeadingBitsDoesNotMatchAnIpv4Network() {
    assertThat(allows(allowing("37.13.0.0/16"), "250d:96d0::1")).isFalse();
    assertThat(allows(allowing("0.0.0.0/0"), "::")).isFalse();
    assertThat(allows(allowing("::/0"), "0.0.0.0")).isFalse();
  }

  @Test
  void theNeighbourOfASingleAddressIsNotListed() {
    Policy policy = allowing("2001:db8::4/127", "2001:db8::8", "192.0.2.4/31", "192.0.2.8");
    for (String neighbour :
        List.of(
            "2001:db8::3",
            "2001:db8::6",
            "2001:db8::7",
            "2001:db8::9",
            "192.0.2.3",
            "192.0.2.6",
            "192.0.2.7",
            "192.0.2.9")) {
      assertThat(allows(policy, neighbour)).as(neighbour).isFalse();
    }
  }

  @Test
  void aListWhoseEntriesAreAllPausedOrExpiredStaysClosed() {
    Policy policy =
        Policy.of(
            List.of(
                new Rule(Network.of("192.0.2.1"), true, Rule.NEVER),
                new Rule(Network.of("192.0.2.2"), false, 1_000)));
    assertThat(policy.decide(IpAddress.of("192.0.2.1"), 2_000)).isEqualTo(new Verdict.Paused(0));
    assertThat(policy.decide(IpAddress.of("192.0.2.2"), 2_000)).isEqualTo(new Verdict.Expired(1));
    assertThat(policy.decide(IpAddress.of("192.0.2.3"), 2_000)).isEqualTo(new Verdict.NotListed());
  }
}

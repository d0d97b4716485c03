package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static boolean isVeryWide(String... networks) {
    return Coverage.isVeryWide(Stream.of(networks).map(Network::of).toList());
  }

  @Test
  void nothingIsNotVeryWide() {
    assertThat(Coverage.isVeryWide(List.of())).isFalse();
  }

  @Test
  void anEightIsNotVeryWideAndOneAddressMoreIs() {
    assertThat(isVeryWide("10.0.0.0/8")).isFalse();
    assertThat(isVeryWide("10.0.0.0/8", "192.0.2.1")).isTrue();
    assertThat(isVeryWide("10.0.0.0/7")).isTrue();
  }

  @Test
  void anIpv6ThirtyTwoIsNotVeryWideAndOneAddressMoreIs() {
    assertThat(isVeryWide("2001:db8::/32")).isFalse();
    assertThat(isVeryWide("2001:db8::/32", "2001:db9::1")).isTrue();
    assertThat(isVeryWide("2001:db8::/31")).isTrue();
    assertThat(isVeryWide("2001:db8::/33", "2001:db8:8000::/33")).isFalse();
  }

  @Test
  void wholeFamiliesAndTheirHalvesAreVeryWide() {
    assertThat(isVeryWide("0.0.0.0/0")).isTrue();
    assertThat(isVeryWide("::/0")).isTrue();
    assertThat(isVeryWide("0.0.0.0/1", "128.0.0.0/1")).isTrue();
    assertThat(isVeryWide("::/1", "8000::/1")).isTrue();
  }

  @Test
  void aUnionOfManyNarrowNetworksIsJudgedAsAWhole() {
    List<Network> sixteens =
        IntStream.range(0, 257).mapToObj(i -> Network.of(IpAddress.v4(i << 16), 16)).toList();
    assertThat(Coverage.isVeryWide(sixteens.subList(0, 256))).isFalse();
    assertThat(Coverage.isVeryWide(sixteens)).isTrue();
  }

  @Test
  void whatLiesInAWiderNetworkCountsOnce() {
    assertThat(isVeryWide("10.1.0.0/16", "10.0.0.0/8", "10.1.2.0/24", "10.1.2.3", "10.0.0.0/8"))
        .isFalse();
    assertThat(isVeryWide("2001:db8::/32", "2001:db8::/48", "2001:db8::1")).isFalse();
  }

  @Test
  void theTwoFamiliesAreNotAddedUp() {
    assertThat(isVeryWide("10.0.0.0/8", "2001:db8::/32")).isFalse();
  }
}

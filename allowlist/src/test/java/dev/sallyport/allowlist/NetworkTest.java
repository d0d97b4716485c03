package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void aSingleAddressIsWrittenWithoutItsPrefixLength() {
    assertThat(Network.of("192.0.2.1/32")).hasToString("192.0.2.1");
    assertThat(Network.of("2001:DB8::1/128")).hasToString("2001:db8::1");
    assertThat(Network.of("2001:db8::1").isSingleAddress()).isTrue();
    assertThat(Network.of("192.0.2.0/31").isSingleAddress()).isFalse();
  }

  @Test
  void aMappedNetworkBecomesItsIpv4Network() {
    assertThat(Network.of("::ffff:192.0.2.0/120")).isEqualTo(Network.of("192.0.2.0/24"));
    assertThat(Network.of("::ffff:0.0.0.0/96")).isEqualTo(Network.of("0.0.0.0/0"));
    assertThat(Network.of("::ffff:c000:201")).isEqualTo(Network.of("192.0.2.1"));
  }

  @Test
  void noNetworkHoldsAnAddressOfTheOtherFamily() {
    assertThat(Network.of("::/0").contains(IpAddress.of("192.0.2.1"))).isFalse();
    assertThat(Network.of("::/0").contains(Network.of("192.0.2.0/24"))).isFalse();
    assertThat(Network.of("0.0.0.0/0").contains(IpAddress.of("::"))).isFalse();
    assertThat(Network.of("37.13.0.0/16").contains(IpAddress.of("250d:96d0::1"))).isFalse();
  }

  @Test
  void aNetworkHoldsItsFirstAndItsLastAddressAndNoNeighbour() {
    for (String text :
        List.of(
            "10.0.0.2/31",
            "10.0.0.7/32",
            "10.0.0.0/8",
            "2001:db8::2/127",
            "2001:db8::7",
            "2001:db8:0:8000::/49",
            "2001:db8:0:1::/64",
            "2001:db8::8000:0:0:0/65")) {
      Network network = Network.of(text);
      assertThat(network.contains(network.base())).as(text).isTrue();
      assertThat(network.contains(network.last())).as(text).isTrue();
      assertThat(network.contains(neighbour(network.base(), -1))).as(text).isFalse();
      assertThat(network.contains(neighbour(network.last(), 1))).as(text).isFalse();
    }
  }

  private static IpAddress neighbour(IpAddress address, int step) {
    if (address.isV4()) {
      return IpAddress.v4((int) address.low() + step);
    }
    long low = address.low() + step;
    long carry = step > 0 && low == 0 ? 1 : step < 0 && low == -1 ? -1 : 0;
    return IpAddress.v6(address.high() + carry, low);
  }

  @Test
  void theWholeOfAFamilyIsANetwork() {
    assertThat(Network.of("0.0.0.0/0").contains(IpAddress.of("255.255.255.255"))).isTrue();
    assertThat(Network.of("::/0").last()).isEqualTo(IpAddress.v6(-1, -1));
    assertThat(Network.of("::/0").contains(IpAddress.v6(-1, -1))).isTrue();
  }

  @Test
  void networksAreInOrderOfFamilyThenBaseThenWidth() {
    assertThat(
            java.util.stream.Stream.of(
                    "::/0", "128.0.0.0/1", "10.0.0.0/8", "ffff::", "10.0.0.0", "0.0.0.0/0", "::")
                .map(Network::of)
                .sorted())
        .extracting(Network::toString)
        .containsExactly(
            "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0", "128.0.0.0/1", "::/0", "::", "ffff::");
  }

  @Test
  void aNetworkWithHostBitsCannotBeMade() {
    IpAddress address = IpAddress.of("203.0.113.7");
    assertThatThrownBy(() -> Network.of(address, 24)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Network.of(address, 33)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Network.of(address, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Network.of("203.0.113.7/24"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("203.0.113.7/24")
        .hasMessageContaining("starts at 203.0.113.0");
  }

  @Test
  void bytesAreReadAsCharactersAre() {
    byte[] line =
        "XX 192.0.2.0/24 2001:db8::1 x".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(Network.parse(line, 3, 15))
        .isEqualTo(new ParseResult.Parsed<>(Network.of("192.0.2.0/24")));
    assertThat(IpAddress.parse(line, 16, 27))
        .isEqualTo(new ParseResult.Parsed<>(IpAddress.of("2001:db8::1")));
    assertThat(IpAddress.parse(line, 16, 29)).isInstanceOf(ParseResult.Malformed.class);
  }
}

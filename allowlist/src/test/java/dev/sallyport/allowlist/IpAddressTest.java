package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpAddressTest {

  /** The examples of RFC 5952 §1 to §5 and of RFC 4291 §2.2, and each rule's border. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8::0:0:0:1, 2001:db8::1",
    "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "0:0:1:0:0:1:0:0, ::1:0:0:1:0:0",
    "0:1:0:1:0:1:0:1, 0:1:0:1:0:1:0:1",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::13.1.68.3, ::d01:4403",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201",
    "::ffff:129.144.52.38, 129.144.52.38",
    "0:0:0:0:0:FFFF:129.144.52.38, 129.144.52.38",
    "::FFFF:c000:0201, 192.0.2.1",
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255"
  })
  void canonicalTextIsThatOfRfc5952(String text, String canonical) {
    assertThat(IpAddress.of(text)).hasToString(canonical);
  }

  @Test
  void aMappedAddressIsTheIpv4AddressWhicheverWayItComes() {
    IpAddress address = IpAddress.of("192.0.2.1");
    assertThat(IpAddress.of("::ffff:192.0.2.1")).isEqualTo(address).hasSameHashCodeAs(address);
    assertThat(IpAddress.v6(0, 0xffff_c000_0201L)).isEqualTo(address);
    assertThat(IpAddress.ofBytes(HexFormat.of().parseHex("00000000000000000000ffffc0000201")))
        .isEqualTo(address);
    assertThat(address.isV4()).isTrue();
    assertThat(address.high()).isZero();
    assertThat(address.low()).isEqualTo(0xc000_0201L);
    assertThat(address.toBytes()).containsExactly(0xc0, 0, 2, 1);
  }

  @Test
  void compatibleAndNat64AddressesAreNeverIpv4() {
    for (String text :
        new String[] {
          "::192.0.2.1",
          "64:ff9b::192.0.2.1",
          "2002:c000:201::",
          "::fffe:192.0.2.1",
          "::ffff:0:192.0.2.1",
          "1::ffff:192.0.2.1"
        }) {
      assertThat(IpAddress.of(text).isV4()).as(text).isFalse();
      assertThat(Network.of("0.0.0.0/0").contains(IpAddress.of(text))).as(text).isFalse();
    }
  }

  @Test
  void randomAddressesComeBackFromTheirText() throws UnknownHostException {
    Random random = new Random(5952);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[i % 4 == 0 ? 4 : 16];
      for (int at = 0; at < bytes.length; at++) {
        // Zeros and small numbers come often, so that runs of zero groups of all lengths do.
        int kind = random.nextInt(4);
        bytes[at] = (byte) (kind < 2 ? 0 : kind == 2 ? random.nextInt(16) : random.nextInt());
      }
      IpAddress address = IpAddress.ofBytes(bytes);
      String text = address.toString();
      assertThat(IpAddress.of(text)).isEqualTo(address);
      assertThat(IpAddress.of(text.toUpperCase(java.util.Locale.ROOT))).isEqualTo(address);
      assertThat(address.toBytes()).isEqualTo(InetAddress.getByName(text).getAddress());
      // What the JDK writes is eight groups in full; it is another form of the same address.
      assertThat(IpAddress.of(InetAddress.getByAddress(bytes).getHostAddress())).isEqualTo(address);
      assertThat(text).isEqualTo(text.toLowerCase(java.util.Locale.ROOT));
      assertThat(text.length()).isLessThanOrEqualTo(39);
    }
  }

  @Test
  void addressesAreComparedAsUnsignedNumbersIpv4First() {
    assertThat(
            java.util.stream.Stream.of(
                    "ffff::",
                    "::",
                    "255.255.255.255",
                    "127.0.0.1",
                    "128.0.0.1",
                    "7fff::",
                    "8000::",
                    "::8000:0:0:0",
                    "0.0.0.0")
                .map(IpAddress::of)
                .sorted())
        .extracting(IpAddress::toString)
        .containsExactly(
            "0.0.0.0",
            "127.0.0.1",
            "128.0.0.1",
            "255.255.255.255",
            "::",
            "::8000:0:0:0",
            "7fff::",
            "8000::",
            "ffff::");
  }

  @Test
  void loopbackIsTheWholeEightAndOneIpv6Address() {
    assertThat(IpAddress.of("127.0.0.1").isLoopback()).isTrue();
    assertThat(IpAddress.of("127.255.255.255").isLoopback()).isTrue();
    assertThat(IpAddress.of("::ffff:127.0.0.1").isLoopback()).isTrue();
    assertThat(IpAddress.of("::1").isLoopback()).isTrue();
    assertThat(IpAddress.of("128.0.0.1").isLoopback()).isFalse();
    assertThat(IpAddress.of("::127.0.0.1").isLoopback()).isFalse();
    assertThat(IpAddress.of("::").isLoopback()).isFalse();
  }

  @Test
  void hashCodesAreSpreadByEveryPart() {
    Random random = new Random(31);
    Set<Integer> addresses = new HashSet<>();
    Set<Integer> networks = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      addresses.add(IpAddress.v6(random.nextLong(), 1).hashCode());
      addresses.add(IpAddress.v6(1, random.nextLong()).hashCode());
      networks.add(Network.of(IpAddress.v6(random.nextLong(), 1)).hashCode());
    }
    for (int length = 0; length <= 128; length++) {
      networks.add(Network.around(IpAddress.of("::"), length).hashCode());
    }
    assertThat(addresses).hasSizeGreaterThan(1_990);
    assertThat(networks).hasSizeGreaterThan(1_120);
  }

  @Test
  void onlyFourOrSixteenBytesAreAnAddress() {
    assertThatThrownBy(() -> IpAddress.ofBytes(new byte[5]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.sallyport.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.Network;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HullTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "192.0.2.6 192.0.2.7, 192.0.2.6/31",
    "192.0.2.7 192.0.2.8, 192.0.2.0/28",
    "10.0.0.1 192.0.2.1, 0.0.0.0/0",
    "192.0.2.0/30 192.0.2.4, 192.0.2.0/29",
    "2001:db8::1 2001:db8::ffff, 2001:db8::/112",
    "2001:db8:0:1::1 2001:db8:0:2::1, 2001:db8::/62",
    "::1 8000::1, ::/0",
  })
  void itIsTheSmallestNetworkThatHoldsThemAll(String networks, String hull) {
    assertThat(Hull.of(Arrays.stream(networks.split(" ")).map(Network::of).toList()))
        .hasToString(hull);
  }
}

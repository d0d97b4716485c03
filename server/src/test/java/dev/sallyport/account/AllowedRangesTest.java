package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ranges let in what the policy allows, address by address. */
final class AllowedRangesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final long V6 = 0x2001_0db8L << 32;

  private final Random random = new Random(3);

  @Test
  void aNetworkIsLetInWhereThePolicyAllowsEachOfItsAddresses() {
    for (int round = 0; round < 300; round++) {
      Allowlist list = list(random.nextInt(12));
      AllowedRanges.Walk walk = AllowedRanges.of(list, NOW).walk();
      for (Network asked : networks(60).stream().sorted().toList()) {
        assertThat(walk.lets(asked)).as("%s in %s", asked, list).isEqualTo(allows(list, asked));
      }
    }
  }

  @Test
  void rangesThatTouchAcrossTheHalvesOfAnAddressAreOne() {
    Allowlist list = list(List.of("2001:db8::/64", "2001:db8:0:1::/64", "2001:db8:0:2::/63"));
    AllowedRanges.Walk walk = AllowedRanges.of(list, NOW).walk();
    assertThat(walk.lets(Network.of("2001:db8::/62"))).isTrue();
    assertThat(walk.lets(Network.of("2001:db8:0:4::/64"))).isFalse();
  }

  @Test
  void theFamiliesDoNotTouch() {
    Allowlist list = list(List.of("0.0.0.0/0", "::/1"));
    AllowedRanges.Walk walk = AllowedRanges.of(list, NOW).walk();
    assertThat(walk.lets(Network.of("0.0.0.0/0"))).isTrue();
    assertThat(walk.lets(Network.of("255.255.255.255"))).isTrue();
    assertThat(walk.lets(Network.of("::/1"))).isTrue();
    assertThat(walk.lets(Network.of("8000::/1"))).isFalse();
  }

  @Test
  void oneListLetsMoreOfANetworkInWhereAnAddressOfItTellsThemApart() {
    for (int round = 0; round < 300; round++) {
      Allowlist list = list(random.nextInt(8));
      Allowlist other = list(random.nextInt(8));
      AllowedRanges.Walk walk = AllowedRanges.of(list, NOW).walk();
      AllowedRanges.Walk others = AllowedRanges.of(other, NOW).walk();
      for (Network asked : networks(60).stream().sorted().toList()) {
        assertThat(walk.letsMore(others, asked))
            .as("%s in %s and not in %s", asked, list, other)
            .isEqualTo(
                addresses(asked).anyMatch(each -> allows(list, each) && !allows(other, each)));
        assertThat(walk.letsSome(asked))
            .as("%s in %s", asked, list)
            .isEqualTo(addresses(asked).anyMatch(each -> allows(list, each)));
      }
    }
  }

  private static boolean allows(Allowlist list, Network network) {
    return addresses(network).allMatch(address -> allows(list, address));
  }

  private static boolean allows(Allowlist list, IpAddress address) {
    boolean allowed = list.policy().decide(address, NOW.toEpochMilli()).allowed();
    assertThat(list.allows(address, NOW)).isEqualTo(allowed);
    return allowed;
  }

  private static Stream<IpAddress> addresses(Network network) {
    IpAddress base = network.base();
    return IntStream.range(0, 1 << (base.width() - network.prefixLength()))
        .mapToObj(i ->
            base.isV4()
                ? IpAddress.v4((int) base.low() + i)
                : IpAddress.v6(base.high(), base.low() + i));
  }

  private Allowlist list(int entries) {
    List<Entry> made = new ArrayList<>();
    for (Network network : networks(entries).stream().distinct().toList()) {
      Instant expiry = random.nextInt(6) == 0 ? NOW : null;
      made.add(entry(network, random.nextInt(6) == 0, expiry));
    }
    return new Allowlist(ListRef.ofAccount("a"), 1, Mode.ENFORCE, made);
  }

  private static Allowlist list(List<String> networks) {
    List<Entry> made =
        networks.stream().map(network -> entry(Network.of(network), false, null)).toList();
    return new Allowlist(ListRef.ofAccount("a"), 1, Mode.ENFORCE, made);
  }

  private static Entry entry(Network network, boolean paused, @Nullable Instant expiry) {
    return new Entry(network.toString(), network, "x", paused, expiry, NOW, NOW);
  }

  /** Small ones of few addresses, so that many nest, touch and overlap. */
  private List<Network> networks(int number) {
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int bits = random.nextInt(4);
      int host = random.nextInt(24) & -(1 << bits);
      networks.add(
          random.nextBoolean()
              ? Network.of(IpAddress.v4(0xc0000200 | host), 32 - bits)
              : Network.of(IpAddress.v6(V6, host), 128 - bits));
    }
    return networks;
  }
}

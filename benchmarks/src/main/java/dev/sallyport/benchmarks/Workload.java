package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A list of networks of one family and addresses that lie in them. IPv4: half single addresses, the
 * rest /16 to /31. IPv6: four in ten single addresses, three in ten /64, the rest /32 to /56.
 */
final class Workload {
  static final int QUESTIONS = 1 << 16;

  // 2000::/3
  private static final long GLOBAL_UNICAST = 0x2000_0000_0000_0000L;
  private static final int[] WIDE_V6 = {32, 40, 48, 56};

  final boolean v4;
  final List<Network> networks;
  final IpAddress[] questions = new IpAddress[QUESTIONS];

  Workload(int family, int size) {
    v4 = family == 4;
    Random random = new Random(size);
    Set<Network> distinct = new LinkedHashSet<>();
    while (distinct.size() < size) {
      distinct.add(v4 ? v4(random) : v6(random));
    }
    networks = new ArrayList<>(distinct);
    for (int i = 0; i < QUESTIONS; i++) {
      questions[i] = within(networks.get(random.nextInt(size)), random);
    }
  }

  /** Asks instead for addresses drawn as the networks are that lie in none of them. */
  Workload withMisses() {
    Table table = Table.of(networks);
    Random random = new Random(networks.size());
    for (int i = 0; i < QUESTIONS; ) {
      questions[i] =
          v4
              ? IpAddress.v4(random.nextInt())
              : IpAddress.v6(GLOBAL_UNICAST | (random.nextLong() >>> 3), random.nextLong());
      i += table.find(questions[i]) == Table.NONE ? 1 : 0;
    }
    return this;
  }

  private static Network v4(Random random) {
    int length = random.nextBoolean() ? 32 : 16 + random.nextInt(16);
    int mask = (int) (-1L << (32 - length));
    return Network.of(IpAddress.v4(random.nextInt() & mask), length);
  }

  private static Network v6(Random random) {
    int kind = random.nextInt(10);
    int length = kind < 4 ? 128 : kind < 7 ? 64 : WIDE_V6[random.nextInt(WIDE_V6.length)];
    long high = GLOBAL_UNICAST | (random.nextLong() >>> 3);
    long low = random.nextLong();
    return length == 128
        ? Network.of(IpAddress.v6(high, low))
        : Network.of(IpAddress.v6(length == 64 ? high : high & (-1L << (64 - length)), 0), length);
  }

  private static IpAddress within(Network network, Random random) {
    IpAddress base = network.base();
    IpAddress last = network.last();
    long low = base.low() | (random.nextLong() & (base.low() ^ last.low()));
    return base.isV4()
        ? IpAddress.v4((int) low)
        : IpAddress.v6(base.high() | (random.nextLong() & (base.high() ^ last.high())), low);
  }
}

package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random lists and the addresses to ask of them. They lean to what goes wrong: nested and adjacent
 * networks, the ends of the address space, doubles, all lengths, and addresses one off a boundary.
 */
final class Cases {
  static final long SOON = 1_000;
  static final long LATER = 2_000;
  private static final long[] EXPIRIES = {
    Rule.NEVER, Rule.NEVER, Rule.NEVER, SOON, LATER, 0, Long.MIN_VALUE
  };
  private static final long[] TIMES = {
    0, SOON - 1, SOON, LATER - 1, LATER, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final Random random;

  Cases(long seed) {
    random = new Random(seed);
  }

  List<Rule> list(int size) {
    boolean plain = random.nextInt(4) == 0;
    List<Rule> rules = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Network network =
          rules.isEmpty() || random.nextInt(3) == 0
              ? anywhere()
              : near(rules.get(random.nextInt(rules.size())).network());
      boolean paused = !plain && random.nextInt(4) == 0;
      long expiry = plain ? Rule.NEVER : EXPIRIES[random.nextInt(EXPIRIES.length)];
      rules.add(new Rule(network, paused, expiry));
    }
    return rules;
  }

  private Network anywhere() {
    IpAddress address = address(random.nextInt(2) == 0);
    return Network.around(address, length(address.width()));
  }

  private int length(int width) {
    return switch (random.nextInt(6)) {
      case 0 -> width;
      case 1 -> width - 1;
      case 2 -> random.nextInt(3);
      case 3 -> width == 128 ? 63 + random.nextInt(3) : 8 * random.nextInt(5);
      default -> random.nextInt(width + 1);
    };
  }

  /** Around, within or beside another. */
  private Network near(Network other) {
    int width = other.base().width();
    int length = other.prefixLength();
    return switch (random.nextInt(4)) {
      case 0 -> Network.around(other.base(), random.nextInt(length + 1));
      case 1 -> Network.around(within(other), length + random.nextInt(width - length + 1));
      case 2 -> beside(step(other.last(), 1), length);
      default -> beside(step(other.base(), -1), length(width));
    };
  }

  /** One step from an IPv6 network can lie an IPv4 address, in its mapped form. */
  private static Network beside(IpAddress address, int length) {
    return Network.around(address, Math.min(length, address.width()));
  }

  IpAddress address(boolean v4) {
    int choice = random.nextInt(8);
    if (v4) {
      return IpAddress.v4(choice == 0 ? 0 : choice == 1 ? -1 : random.nextInt());
    }
    long high = choice == 0 ? 0 : choice == 1 ? -1 : random.nextLong();
    long low =
        switch (random.nextInt(5)) {
          case 0 -> 0;
          case 1 -> -1;
          case 2 -> Long.MIN_VALUE;
          default -> random.nextLong();
        };
    return IpAddress.v6(high, low);
  }

  Network in(String around) {
    Network network = Network.of(around);
    int spare = network.base().width() - network.prefixLength();
    return Network.around(within(network), network.prefixLength() + random.nextInt(spare + 1));
  }

  IpAddress within(Network network) {
    int hostBits = network.base().width() - network.prefixLength();
    IpAddress base = network.base();
    long low = base.low() | (random.nextLong() & Masks.hostLow(hostBits));
    return base.isV4()
        ? IpAddress.v4((int) low)
        : IpAddress.v6(base.high() | (random.nextLong() & Masks.hostHigh(hostBits)), low);
  }

  /** Mostly addresses at or next to the ends of networks of the list. */
  IpAddress client(List<Rule> rules) {
    if (rules.isEmpty() || random.nextInt(6) == 0) {
      return address(random.nextBoolean());
    }
    Network network = rules.get(random.nextInt(rules.size())).network();
    return switch (random.nextInt(6)) {
      case 0 -> network.base();
      case 1 -> network.last();
      case 2 -> step(network.base(), -1);
      case 3 -> step(network.last(), 1);
      default -> within(network);
    };
  }

  long time() {
    return TIMES[random.nextInt(TIMES.length)];
  }

  /** The next address or the one before, from one end of the family round to the other. */
  static IpAddress step(IpAddress address, int step) {
    if (address.isV4()) {
      return IpAddress.v4((int) address.low() + step);
    }
    long low = address.low() + step;
    long carry = step > 0 && low == 0 ? 1 : step < 0 && low == -1 ? -1 : 0;
    return IpAddress.v6(address.high() + carry, low);
  }
}

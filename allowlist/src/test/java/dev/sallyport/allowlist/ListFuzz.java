package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Whatever the list, its policy and its table say of every address at and next to the ends of its
 * networks what a plain scan says. A target of {@code allowlist/fuzz}; {@link CorpusTest} puts what
 * that has found to it again.
 */
public final class ListFuzz {
  private static final long[] EXPIRIES = {Rule.NEVER, Cases.SOON, Cases.LATER, Long.MIN_VALUE};
  private static final long[] TIMES = {
    0, Cases.SOON - 1, Cases.SOON, Cases.LATER, Long.MIN_VALUE, Long.MAX_VALUE
  };

  private ListFuzz() {}

  /**
   * Makes a list of some bytes and asks it.
   *
   * @param input anything
   */
  public static void fuzzerTestOneInput(byte[] input) {
    List<Rule> rules = rules(ByteBuffer.wrap(input));
    List<Network> networks = rules.stream().map(Rule::network).toList();
    Policy policy = Policy.of(rules);
    Scan scan = new Scan(rules);
    Table table = Table.of(networks);
    Scan bare = new Scan(networks.stream().map(each -> new Rule(each, false, Rule.NEVER)).toList());
    for (int i = 0; i < networks.size(); i++) {
      Network network = networks.get(i);
      long now = TIMES[i % TIMES.length];
      for (IpAddress client :
          List.of(
              network.base(),
              network.last(),
              Cases.step(network.base(), -1),
              Cases.step(network.last(), 1))) {
        Verdict verdict = scan.decide(client, now);
        if (!policy.decide(client, now).equals(verdict)) {
          fail("%s at %d is %s in %s", client, now, verdict, rules);
        }
        int entry = bare.decide(client, 0) instanceof Verdict.Listed(int at) ? at : Table.NONE;
        if (table.find(client) != entry) {
          fail("%s is in %d of %s", client, entry, networks);
        }
      }
    }
  }

  /**
   * A rule a time: a byte for its kind and state, then, by kind, an address and a prefix length; or
   * a prefix length for a network around, or one step beside, the one before.
   */
  private static List<Rule> rules(ByteBuffer in) {
    List<Rule> rules = new ArrayList<>();
    Network last = Network.of("0.0.0.0/0");
    while (in.hasRemaining()) {
      int first = in.get();
      IpAddress address =
          switch (first & 3) {
            case 0 -> IpAddress.v4((int) number(in, 4));
            case 1 -> IpAddress.v6(number(in, 8), number(in, 8));
            case 2 -> Cases.step(last.last(), 1);
            default -> (first & 0x80) == 0 ? last.base() : last.last();
          };
      last = Network.around(address, (int) number(in, 1) % (address.width() + 1));
      rules.add(new Rule(last, (first & 4) != 0, EXPIRIES[first >> 3 & 3]));
    }
    return rules;
  }

  /** So many bytes, or what is left of them, as a number that is not negative if it is short. */
  private static long number(ByteBuffer in, int bytes) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | (in.hasRemaining() ? in.get() & 0xff : 0);
    }
    return number;
  }
}

package dev.sallyport.benchmarks;

import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import com.google.common.collect.TreeRangeMap;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Policy;
import dev.sallyport.allowlist.Rule;
import dev.sallyport.allowlist.Table;
import dev.sallyport.allowlist.Verdict;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilter;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Every way that is compared, by name. */
final class Subjects {
  static final List<String> NAMES =
      List.of("sallyport", "policy", "treemap", "guava", "netty", "ipaddress", "spring");

  private Subjects() {}

  static Subject of(String name, Workload workload) {
    return switch (name) {
      case "sallyport" -> table(workload);
      case "policy" -> policy(workload);
      case "treemap" -> workload.v4 ? treeMapV4(workload) : treeMapV6(workload);
      case "guava" -> workload.v4 ? guavaV4(workload) : guavaV6(workload);
      case "netty" -> netty(workload);
      case "ipaddress" -> workload.v4 ? ipaddressV4(workload) : ipaddressV6(workload);
      case "spring" -> spring(workload);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Subject table(Workload workload) {
    Table table = Table.of(workload.networks);
    IpAddress[] questions = workload.questions;
    return i -> table.find(questions[i]);
  }

  private static Subject policy(Workload workload) {
    Policy policy = policy(workload.networks);
    IpAddress[] questions = workload.questions;
    return i ->
        policy.decide(questions[i], 0) instanceof Verdict.Listed(int entry) ? entry : Subject.NONE;
  }

  static Policy policy(List<Network> networks) {
    return Policy.of(networks.stream().map(each -> new Rule(each, false, Rule.NEVER)).toList());
  }

  /** The wider first, so that the narrower paint over them. */
  private static List<Integer> widestFirst(Workload workload) {
    return IntStream.range(0, workload.networks.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> workload.networks.get(i).prefixLength()))
        .toList();
  }

  private static RangeMap<Long, Integer> rangesV4(Workload workload) {
    RangeMap<Long, Integer> ranges = TreeRangeMap.create();
    for (int i : widestFirst(workload)) {
      Network network = workload.networks.get(i);
      ranges.put(Range.closedOpen(network.base().low(), network.last().low() + 1), i);
    }
    return ranges;
  }

  private static RangeMap<Key, Integer> rangesV6(Workload workload) {
    RangeMap<Key, Integer> ranges = TreeRangeMap.create();
    for (int i : widestFirst(workload)) {
      Network network = workload.networks.get(i);
      Key last = Key.of(network.last());
      Key end = new Key(last.low() == -1 ? last.high() + 1 : last.high(), last.low() + 1);
      ranges.put(Range.closedOpen(Key.of(network.base()), end), i);
    }
    return ranges;
  }

  /** The places where the answer changes, with the answer from there on. */
  static <K extends Comparable<K>> NavigableMap<K, Integer> boundaries(
      RangeMap<K, Integer> ranges) {
    TreeMap<K, Integer> boundaries = new TreeMap<>();
    ranges
        .asMapOfRanges()
        .forEach((range, entry) -> {
          boundaries.put(range.lowerEndpoint(), entry);
          boundaries.put(range.upperEndpoint(), Subject.NONE);
        });
    ranges.asMapOfRanges().forEach((range, entry) -> boundaries.put(range.lowerEndpoint(), entry));
    return boundaries;
  }

  static NavigableMap<Long, Integer> boundariesV4(Workload workload) {
    return boundaries(rangesV4(workload));
  }

  private static Long[] longs(Workload workload) {
    return Arrays.stream(workload.questions).map(IpAddress::low).toArray(Long[]::new);
  }

  private static Key[] keys(Workload workload) {
    return Arrays.stream(workload.questions).map(Key::of).toArray(Key[]::new);
  }

  private static Subject treeMapV4(Workload workload) {
    return floor(boundariesV4(workload), longs(workload));
  }

  private static Subject treeMapV6(Workload workload) {
    return floor(boundaries(rangesV6(workload)), keys(workload));
  }

  private static <K> Subject floor(NavigableMap<K, Integer> map, K[] questions) {
    return i -> {
      Map.@Nullable Entry<K, Integer> entry = map.floorEntry(questions[i]);
      return entry == null ? Subject.NONE : entry.getValue();
    };
  }

  private static Subject guavaV4(Workload workload) {
    return get(ImmutableRangeMap.copyOf(rangesV4(workload)), longs(workload));
  }

  private static Subject guavaV6(Workload workload) {
    return get(ImmutableRangeMap.copyOf(rangesV6(workload)), keys(workload));
  }

  private static <K extends Comparable<?>> Subject get(
      ImmutableRangeMap<K, Integer> ranges, K[] questions) {
    return i -> {
      Integer entry = ranges.get(questions[i]);
      return entry == null ? Subject.NONE : entry;
    };
  }

  private static InetAddress inet(IpAddress address) {
    try {
      return InetAddress.getByAddress(address.toBytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens what the filter asks of itself when a connection comes. */
  private static final class OpenFilter extends IpSubnetFilter {
    OpenFilter(List<IpSubnetFilterRule> rules) {
      super(false, rules);
    }

    @Override
    @SuppressWarnings("NullAway") // The filter does not look at the channel.
    public boolean accept(@Nullable ChannelHandlerContext channel, InetSocketAddress remote) {
      return super.accept(channel, remote);
    }
  }

  private static Subject netty(Workload workload) {
    List<IpSubnetFilterRule> rules = new ArrayList<>();
    for (Network network : workload.networks) {
      rules.add(
          new IpSubnetFilterRule(
              inet(network.base()), network.prefixLength(), IpFilterRuleType.ACCEPT));
    }
    OpenFilter filter = new OpenFilter(rules);
    InetSocketAddress[] questions =
        Arrays.stream(workload.questions)
            .map(each -> new InetSocketAddress(inet(each), 25))
            .toArray(InetSocketAddress[]::new);
    return i -> filter.accept(null, questions[i]) ? Subject.SOME : Subject.NONE;
  }

  private static Subject ipaddressV4(Workload workload) {
    IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
    for (int i = 0; i < workload.networks.size(); i++) {
      Network network = workload.networks.get(i);
      trie.put(
          new IPv4Address(network.base().toBytes(), network.prefixLength()).toPrefixBlock(), i);
    }
    IPv4Address[] questions =
        Arrays.stream(workload.questions)
            .map(each -> new IPv4Address(each.toBytes()))
            .toArray(IPv4Address[]::new);
    return i -> {
      var node = trie.longestPrefixMatchNode(questions[i]);
      return node == null ? Subject.NONE : node.getValue();
    };
  }

  private static Subject ipaddressV6(Workload workload) {
    IPv6AddressAssociativeTrie<Integer> trie = new IPv6AddressAssociativeTrie<>();
    for (int i = 0; i < workload.networks.size(); i++) {
      Network network = workload.networks.get(i);
      trie.put(
          new IPv6Address(network.base().toBytes(), network.prefixLength()).toPrefixBlock(), i);
    }
    IPv6Address[] questions =
        Arrays.stream(workload.questions)
            .map(each -> new IPv6Address(each.toBytes()))
            .toArray(IPv6Address[]::new);
    return i -> {
      var node = trie.longestPrefixMatchNode(questions[i]);
      return node == null ? Subject.NONE : node.getValue();
    };
  }

  private static Subject spring(Workload workload) {
    List<IpAddressMatcher> matchers =
        workload.networks.stream()
            .map(each -> new IpAddressMatcher(each.base() + "/" + each.prefixLength()))
            .toList();
    String[] questions =
        Arrays.stream(workload.questions).map(IpAddress::toString).toArray(String[]::new);
    return i -> {
      for (IpAddressMatcher matcher : matchers) {
        if (matcher.matches(questions[i])) {
          return Subject.SOME;
        }
      }
      return Subject.NONE;
    };
  }
}

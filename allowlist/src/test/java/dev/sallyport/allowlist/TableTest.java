package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bare table finds what a plain scan finds, in each form that it has. */
class TableTest {

  @Test
  void ofNoNetworksFindsNone() {
    Table none = Table.of(List.of());

    assertThat(none.find(IpAddress.of("192.0.2.1"))).isEqualTo(Table.NONE);
    assertThat(none.find(IpAddress.of("2001:db8::1"))).isEqualTo(Table.NONE);
  }

  @Test
  void namesTheFirstOfTwoThatAreTheSame() {
    Table table = Table.of(List.of(Network.of("192.0.2.0/24"), Network.of("192.0.2.0/24")));

    assertThat(table.find(IpAddress.of("192.0.2.9"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 40, 300})
  void listsFromAnywhere(int size) {
    for (int round = 0; round < 150; round++) {
      Cases cases = new Cases(1_000L * size + round);
      compare(cases.list(size).stream().map(Rule::network).toList(), cases);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24",
    "255.255.255.0/24",
    "0.0.0.0/30",
    "2001:db8::/32",
    "2001:db8::/60",
    "2001:db8::/64",
    "2001:db8:0:0:8000::/66",
    "7fff:ffff:ffff:fffe::/63",
    "ffff:ffff:ffff:ffff::/64",
    "8000::/62"
  })
  void listsWithinOneNetwork(String around) {
    for (int round = 0; round < 300; round++) {
      Cases cases = new Cases(round);
      List<Network> networks = new ArrayList<>();
      for (int i = 0; i < 1 + round % 12; i++) {
        networks.add(cases.in(around));
      }
      compare(networks, cases);
    }
  }

  private static void compare(List<Network> networks, Cases cases) {
    List<Rule> rules = networks.stream().map(each -> new Rule(each, false, Rule.NEVER)).toList();
    Table table = Table.of(networks);
    Scan scan = new Scan(rules);
    for (int i = 0; i < 60; i++) {
      IpAddress client = cases.client(rules);
      int expected =
          scan.decide(client, 0) instanceof Verdict.Listed(int entry) ? entry : Table.NONE;
      assertThat(table.find(client)).as("%s in %s", client, networks).isEqualTo(expected);
    }
  }
}

package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAddressTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void tellsTheClient(Case given) throws IOException {
    ClientAddress clients = new ClientAddress(given.trusted(), given.header());
    PeerResult result = clients.of(given.remote(), given.proxy(), given.headers());
    switch (result) {
      case PeerResult.Known(Peer peer) -> {
        assertThat(peer.client()).isEqualTo(IpAddress.of(given.one("client")));
        assertThat(peer.via()).last().extracting(Hop::address).isNotNull();
        assertThat(peer.via()).allSatisfy(hop -> assertThat(hop.reason()).endsWith("."));
        if (!given.all("via").isEmpty()) {
          assertThat(peer.via().stream().map(Hop::address).collect(Collectors.joining(", ")))
              .isEqualTo(given.one("via"));
        }
      }
      case PeerResult.Malformed(String message) ->
          assertThat(message).contains(given.one("malformed"));
    }
  }

  @Test
  void localAndUnknownMayNotAuthenticate() throws IOException {
    ClientAddress clients = clients(ClientHeader.NONE);
    InetAddress proxy = InetAddress.getByName("10.0.0.1");
    assertThat(known(clients.of(proxy, new ProxyHeader.Unnamed("LOCAL"))).mayAuthenticate())
        .isFalse();
    assertThat(known(clients.of(proxy, new ProxyHeader.Unnamed("UNKNOWN"))).mayAuthenticate())
        .isFalse();
    assertThat(known(clients.of(proxy, new ProxyHeader.None())).mayAuthenticate()).isTrue();
  }

  @Test
  void saysWhetherAProxyWasBelieved() throws IOException {
    ClientAddress clients = clients(ClientHeader.X_FORWARDED_FOR);
    ForwardingHeaders headers = new ForwardingHeaders(List.of("192.0.2.1"), List.of());
    InetAddress proxy = InetAddress.getByName("10.0.0.1");
    InetAddress stranger = InetAddress.getByName("198.51.100.9");
    assertThat(known(clients.of(proxy, new ProxyHeader.None(), headers)).throughProxy()).isTrue();
    assertThat(known(clients.of(proxy, new ProxyHeader.None())).throughProxy()).isFalse();
    assertThat(known(clients.of(stranger, new ProxyHeader.None(), headers)).throughProxy())
        .isFalse();
    assertThat(
            known(clients.of(proxy, new ProxyHeader.Source(IpAddress.of("10.0.0.2"))))
                .throughProxy())
        .isTrue();
  }

  @Test
  void aZoneIsTakenOffThePeersAddress() throws IOException {
    byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
    InetAddress zoned = Inet6Address.getByAddress(null, linkLocal, 3);
    assertThat(known(clients(ClientHeader.NONE).of(zoned, new ProxyHeader.None())).client())
        .isEqualTo(IpAddress.of("fe80::1"));
  }

  @Test
  void anEndlessHeaderOfATrustedProxyIsRefused() throws IOException {
    String header = "192.0.2.1, ".repeat(1_000) + "192.0.2.1";
    assertThat(xForwardedFor(header)).isInstanceOf(PeerResult.Malformed.class);
  }

  @Test
  void endlessTrustedHopsAreRefused() throws IOException {
    String header = "192.0.2.1" + ", 10.0.0.2".repeat(33);
    assertThat(xForwardedFor(header)).isInstanceOf(PeerResult.Malformed.class);
  }

  @Test
  void whatAHeaderHeldIsShownInPrintableCharactersAndShortly() throws IOException {
    PeerResult result = xForwardedFor("\u001b[31m<script>" + "x".repeat(500));
    assertThat(((PeerResult.Malformed) result).message())
        .contains("\"?[31m<script>xxx")
        .hasSizeLessThan(200);
  }

  private static PeerResult xForwardedFor(String header) throws IOException {
    return clients(ClientHeader.X_FORWARDED_FOR)
        .of(
            InetAddress.getByName("10.0.0.1"),
            new ProxyHeader.None(),
            new ForwardingHeaders(List.of(header), List.of()));
  }

  private static ClientAddress clients(ClientHeader header) {
    return new ClientAddress(new TrustedProxies(List.of(Network.of("10.0.0.0/8"))), header);
  }

  private static Peer known(PeerResult result) {
    return ((PeerResult.Known) result).peer();
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ClientAddressTest.class.getResourceAsStream("client-address.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .filter(block -> !block.startsWith("#"))
          .map(block -> new Case(block.strip().lines().toList()));
    }
  }

  record Case(List<String> lines) {

    List<String> all(String name) {
      List<String> values = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith(name + ":")) {
          values.add(line.substring(name.length() + 1).strip());
        }
      }
      return values;
    }

    String one(String name) {
      assertThat(all(name)).as(name).hasSize(1);
      return all(name).getFirst();
    }

    TrustedProxies trusted() {
      return new TrustedProxies(
          all("trusted").stream()
              .flatMap(networks -> Arrays.stream(networks.split(", ")))
              .map(Network::of)
              .toList());
    }

    ClientHeader header() {
      return ClientHeader.valueOf(one("header").replace('-', '_').toUpperCase(Locale.ROOT));
    }

    InetAddress remote() throws IOException {
      return InetAddress.getByName(one("remote"));
    }

    ProxyHeader proxy() {
      if (all("proxy").isEmpty()) {
        return new ProxyHeader.None();
      }
      return switch (one("proxy")) {
        case "LOCAL", "UNKNOWN" -> new ProxyHeader.Unnamed(one("proxy"));
        default -> new ProxyHeader.Source(IpAddress.of(one("proxy")));
      };
    }

    ForwardingHeaders headers() {
      return new ForwardingHeaders(all("X-Forwarded-For"), all("Forwarded"));
    }

    @Override
    public String toString() {
      return one("name");
    }
  }
}

package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** PROXY v1 and v2 before the banner or the handshake, from trusted proxies only. */
class ProxyProtocolTest {
  private static final String V1 = "PROXY TCP4 203.0.113.7 192.0.2.1 40000 25\r\n";
  private static final byte[] UNKNOWN = "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

  private static Bench behindProxy() {
    return Bench.with().proxies("127.0.0.1").authWithoutTls(AuthWithoutTls.ALWAYS).start();
  }

  @Test
  void theHeadersSourceIsTheClient() throws IOException {
    try (Bench bench = behindProxy();
        Client client = bench.connect()) {
      bench.allow("192.0.2.1");
      client.send(V1).expect("220 ");
      client.say("EHLO client.example.org", "250-");
      client.say(
          "AUTH PLAIN " + bench.plain(),
          "535 5.7.1 203.0.113.7 is not on this account's IP allowlist");
    }
  }

  @Test
  void aVersion2HeaderComesInPieces() throws IOException {
    try (Bench bench = behindProxy();
        Client client = bench.connect()) {
      bench.allow("2001:db8::1");
      for (byte octet : version2("21", "20010db8000000000000000000000009")) {
        client.send(new byte[] {octet});
      }
      client.expect("220 ");
      client.say("EHLO client.example.org", "250-");
      client.say(
          "AUTH PLAIN " + bench.plain(),
          "535 5.7.1 2001:db8::9 is not on this account's IP allowlist");
    }
  }

  @Test
  void aHeaderStandsBeforeTheHandshake() throws IOException {
    try (Bench bench = behindProxy();
        Client client = Client.connect(bench.server().tlsAddresses().getFirst(), "127.0.0.1")) {
      bench.allow("203.0.113.7");
      client.send(V1).startHandshake();
      client.expect("220 ");
      client.say("EHLO client.example.org", "250-");
      client.say("AUTH PLAIN " + bench.plain(), "235 ");
    }
  }

  @Test
  void localAndUnknownMayNotAuthenticate() throws IOException {
    try (Bench bench = behindProxy()) {
      for (byte[] header : new byte[][] {version2("20", ""), UNKNOWN}) {
        try (Client client = bench.connect()) {
          client.send(header).expect("220 ");
          assertThat(client.say("EHLO client.example.org", "250-"))
              .noneMatch(line -> line.contains("AUTH"));
          client.say("AUTH PLAIN " + bench.plain(), "535 5.7.1 The proxy named no client address");
        }
      }
    }
  }

  @Test
  void aHeaderMakesAClientNeverLoopback() throws IOException {
    try (Bench bench = Bench.with().proxies("127.0.0.1").start();
        Client client = bench.connect()) {
      client.send("PROXY TCP4 127.0.0.1 127.0.0.1 40000 25\r\n").expect("220 ");
      client.say("EHLO client.example.org", "250-");
      client.say("AUTH PLAIN " + bench.plain(), "538 5.7.11 ");
    }
  }

  @Test
  void anyoneElseIsRefused() throws IOException {
    try (Bench bench = behindProxy();
        Client client = bench.connect("127.0.0.9")) {
      client.send(V1).expect("554 5.7.1 Only trusted proxies may connect here");
      client.expectClosed();
      assertThat(bench.counters().connectionsTurnedAway()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionWithoutAHeaderIsRefused() throws IOException {
    try (Bench bench = behindProxy();
        Client client = bench.connect()) {
      client.send("EHLO client.example.org\r\n").expect("554 5.5.1 ");
      client.expectClosed();
    }
  }

  @Test
  void aHeaderOfNobodysAskingIsNoCommand() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.connect()) {
      client.expect("220 ");
      client.send(V1).expect("500 5.5.1 Unknown command");
    }
  }

  @Test
  void commandsBehindTheHeaderAreAnEarlyTalker() throws IOException {
    try (Bench bench = behindProxy();
        Client client = bench.connect()) {
      client.send(V1 + "EHLO client.example.org\r\n");
      client.expect("554 5.5.1 You spoke before the banner");
      client.expectClosed();
    }
  }

  private static byte[] version2(String command, String source) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(SIGNATURE);
    boolean local = source.isEmpty();
    header.writeBytes(HexFormat.of().parseHex(command + (local ? "00" + "0000" : "21" + "0024")));
    if (!local) {
      header.writeBytes(HexFormat.of().parseHex(source + "0".repeat(32) + "9c400019"));
    }
    return header.toByteArray();
  }
}

package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller writes into a header before a trusted proxy adds to it changes nothing. */
class ForgedHeadersTest {

  private static final TrustedProxies TRUSTED =
      new TrustedProxies(List.of(Network.of("10.0.0.0/8")));
  private static final IpAddress CALLER = IpAddress.of("192.0.2.1");

  private static final String[] PIECES = {
    ",",
    ";",
    "=",
    "\"",
    "\\",
    " ",
    "\t",
    "for",
    "for=",
    "by=",
    "10.0.0.2",
    "203.0.113.7",
    "[2001:db8::1]",
    "_x",
    "unknown",
    ":80",
    "é",
    "\0",
    "\\\"",
    "\",\"",
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aForgedForwardedHeaderChangesNothing(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String forged = pieces(random);
      String addition = i % 2 == 0 ? "for=192.0.2.1" : "proto=https;for=\"192.0.2.1:8\"";
      tells(ClientHeader.FORWARDED, forged, addition);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aForgedXForwardedForHeaderChangesNothing(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      tells(ClientHeader.X_FORWARDED_FOR, pieces(random), "192.0.2.1");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomBytesAreAHeaderOrRefused(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] header = ProxyBytes.tcp4("192.0.2.1");
      if (i % 2 == 0) {
        header = "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\r\n".getBytes(ISO_8859_1);
      }
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        header[random.nextInt(header.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ProxyHeaderReader.read(new ByteArrayInputStream(header))).isNotNull();
      } catch (ProxyHeaderException e) {
        assertThat(e).hasMessageContaining("PROXY header");
      }
    }
  }

  private static void tells(ClientHeader header, String forged, String addition)
      throws IOException {
    ClientAddress clients = new ClientAddress(TRUSTED, header);
    for (List<String> lines :
        List.of(List.of(forged + ", " + addition), List.of(forged, addition))) {
      PeerResult result =
          clients.of(
              InetAddress.getByName("10.0.0.1"),
              new ProxyHeader.None(),
              new ForwardingHeaders(lines, lines));
      assertThat(result)
          .as("%s", lines)
          .isInstanceOfSatisfying(
              PeerResult.Known.class, known -> assertThat(known.peer().client()).isEqualTo(CALLER));
    }
  }

  private static String pieces(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}

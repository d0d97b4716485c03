package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.allowlist.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderReaderTest {

  @Test
  void readsVersion1() throws IOException {
    assertThat(read("PROXY TCP4 192.0.2.1 10.0.0.1 56324 25\r\n")).isEqualTo(source("192.0.2.1"));
    assertThat(read("PROXY TCP6 2001:db8::1 2001:db8::2 0 65535\r\n"))
        .isEqualTo(source("2001:db8::1"));
  }

  @Test
  void unfoldsAMappedSource() throws IOException {
    assertThat(read("PROXY TCP6 ::ffff:192.0.2.1 ::ffff:10.0.0.1 1 2\r\n"))
        .isEqualTo(source("192.0.2.1"));
    assertThat(read(ProxyBytes.tcp6("::ffff:192.0.2.1"))).isEqualTo(source("192.0.2.1"));
  }

  @Test
  void unknownNamesNobodyWhateverFollows() throws IOException {
    assertThat(read("PROXY UNKNOWN\r\n")).isEqualTo(new ProxyHeader.Unnamed("UNKNOWN"));
    assertThat(read("PROXY UNKNOWN 192.0.2.1 and  anything\r\n"))
        .isEqualTo(new ProxyHeader.Unnamed("UNKNOWN"));
  }

  @Test
  void readsVersion2() throws IOException {
    assertThat(read(ProxyBytes.tcp4("192.0.2.1"))).isEqualTo(source("192.0.2.1"));
    assertThat(read(ProxyBytes.tcp6("2001:db8::1"))).isEqualTo(source("2001:db8::1"));
  }

  @Test
  void skipsTheTlvsOfVersion2() throws IOException {
    byte[] tlvs = {4, 0, 3, 1, 2, 3, (byte) 0xea, 0, 0};
    byte[] header = ProxyBytes.version2(0x21, 0x11, ProxyBytes.tcp4Payload("192.0.2.1"), tlvs);
    assertThat(read(header)).isEqualTo(source("192.0.2.1"));
  }

  @Test
  void localUnspecAndUnixNameNobody() throws IOException {
    assertThat(read(ProxyBytes.version2(0x20, 0x00))).isEqualTo(new ProxyHeader.Unnamed("LOCAL"));
    assertThat(read(ProxyBytes.version2(0x20, 0x11, ProxyBytes.tcp4Payload("192.0.2.1"))))
        .isEqualTo(new ProxyHeader.Unnamed("LOCAL"));
    assertThat(read(ProxyBytes.version2(0x21, 0x00, new byte[7])))
        .isEqualTo(new ProxyHeader.Unnamed("UNSPEC"));
    assertThat(read(ProxyBytes.version2(0x21, 0x31, new byte[216])))
        .isEqualTo(new ProxyHeader.Unnamed("UNIX"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO client.example\r\n",
        "GET / HTTP/1.1\r\n",
        "PROXY\r\n",
        "PROXY \r\n",
        "proxy TCP4 192.0.2.1 10.0.0.1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1 2 3\r\n",
        "PROXY TCP4  192.0.2.1 10.0.0.1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1 2 \r\n",
        "PROXY TCP5 192.0.2.1 10.0.0.1 1 2\r\n",
        "PROXY UDP4 192.0.2.1 10.0.0.1 1 2\r\n",
        "PROXY TCP4 2001:db8::1 10.0.0.1 1 2\r\n",
        "PROXY TCP6 192.0.2.1 10.0.0.1 1 2\r\n",
        "PROXY TCP4 0177.0.0.1 10.0.0.1 1 2\r\n",
        "PROXY TCP4 127.1 10.0.0.1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 nonsense 1 2\r\n",
        "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 65536 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 01 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 -1 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\rX\r\n",
        "PROXY UNKNOWNX\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1 2",
        "",
      })
  void refusesWhatIsNoHeaderOfVersion1(String bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(ProxyHeaderException.class);
  }

  @Test
  void refusesAnEndlessVersion1Header() {
    assertThatThrownBy(() -> read("PROXY UNKNOWN " + "x".repeat(92) + "\r\n"))
        .isInstanceOf(ProxyHeaderException.class);
  }

  @Test
  void takesTheLongestVersion1Header() throws IOException {
    String longest = "PROXY UNKNOWN " + "x".repeat(91) + "\r\n";
    assertThat(longest).hasSize(107);
    assertThat(read(longest)).isInstanceOf(ProxyHeader.Unnamed.class);
  }

  @Test
  void refusesWhatIsNoHeaderOfVersion2() {
    byte[] payload = ProxyBytes.tcp4Payload("192.0.2.1");
    refuses(ProxyBytes.version2(0x11, 0x11, payload)); // version 1 in the binary form
    refuses(ProxyBytes.version2(0x22, 0x11, payload)); // unassigned command
    refuses(ProxyBytes.version2(0x21, 0x12, payload)); // UDP
    refuses(ProxyBytes.version2(0x21, 0x41, payload)); // unassigned family
    refuses(ProxyBytes.version2(0x21, 0x11, new byte[11]));
    refuses(ProxyBytes.version2(0x21, 0x21, new byte[35]));
    refuses(ProxyBytes.version2(0x21, 0x31, new byte[215]));
    refuses(ProxyBytes.version2(0x21, 0x11, payload, new byte[4097 - payload.length]));
    refuses(ProxyBytes.version2(0x20, 0x00, new byte[4097]));
    refuses("\r\n\r\n\0\r\nQUIX\n".getBytes(ISO_8859_1));
  }

  @Test
  void refusesAVersion2HeaderCutShort() {
    byte[] header = ProxyBytes.tcp4("192.0.2.1");
    for (int length = 0; length < header.length; length++) {
      refuses(Arrays.copyOf(header, length));
    }
  }

  @Test
  void readsAHeaderSplitIntoSingleBytesAndNothingBeyondIt() throws IOException {
    byte[][] headers = {
      "PROXY TCP4 192.0.2.1 10.0.0.1 56324 25\r\n".getBytes(ISO_8859_1),
      ProxyBytes.tcp4("192.0.2.1"),
      ProxyBytes.version2(0x21, 0x11, ProxyBytes.tcp4Payload("192.0.2.1"), new byte[300]),
    };
    for (byte[] header : headers) {
      InputStream in = new Dripping(ProxyBytes.join(header, new byte[] {0x16, 3, 1}));
      assertThat(ProxyHeaderReader.read(in)).isEqualTo(source("192.0.2.1"));
      assertThat(in.readAllBytes()).containsExactly(0x16, 3, 1);
    }
  }

  @Test
  void takesNothingBeyondAHeaderThatCameInOnePieceWithTlsBehindIt() throws IOException {
    for (byte[] header :
        new byte[][] {
          "PROXY UNKNOWN\r\n".getBytes(ISO_8859_1), ProxyBytes.version2(0x20, 0x00),
        }) {
      InputStream in = new ByteArrayInputStream(ProxyBytes.join(header, new byte[] {0x16, 3, 1}));
      ProxyHeaderReader.read(in);
      assertThat(in.readAllBytes()).containsExactly(0x16, 3, 1);
    }
  }

  @Test
  void refusesASecondHeaderByLeavingItToTheNextReader() throws IOException {
    InputStream in =
        new ByteArrayInputStream(
            ProxyBytes.join(ProxyBytes.tcp4("192.0.2.1"), ProxyBytes.tcp4("192.0.2.2")));
    assertThat(ProxyHeaderReader.read(in)).isEqualTo(source("192.0.2.1"));
    assertThat(in.available()).isEqualTo(28);
  }

  @Test
  void refusesAHeaderThatDripsPastTheDeadline() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      accepted.setSoTimeout(4321);
      client.getOutputStream().write("PROXY TCP4 ".getBytes(ISO_8859_1));
      assertThatThrownBy(() -> ProxyHeaderReader.read(accepted, Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void leavesTheSocketsOwnTimeoutAsItWas() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      accepted.setSoTimeout(4321);
      client.getOutputStream().write(ProxyBytes.tcp4("192.0.2.1"));
      assertThat(ProxyHeaderReader.read(accepted, Duration.ofSeconds(30)))
          .isEqualTo(source("192.0.2.1"));
      assertThat(accepted.getSoTimeout()).isEqualTo(4321);
    }
  }

  private static void refuses(byte[] bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(ProxyHeaderException.class);
  }

  private static ProxyHeader read(String bytes) throws IOException {
    return read(bytes.getBytes(ISO_8859_1));
  }

  private static ProxyHeader read(byte[] bytes) throws IOException {
    return ProxyHeaderReader.read(new ByteArrayInputStream(bytes));
  }

  private static ProxyHeader source(String address) {
    return new ProxyHeader.Source(IpAddress.of(address));
  }

  /** Gives one byte at a time, as a network may. */
  private static final class Dripping extends InputStream {

    private final InputStream bytes;

    Dripping(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return bytes.read(into, offset, Math.min(1, length));
    }
  }
}

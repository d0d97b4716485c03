package dev.sallyport.outgoing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sallyport.allowlist.Network;
import dev.sallyport.outgoing.CallResult.Answered;
import dev.sallyport.outgoing.CallResult.Failed;
import dev.sallyport.outgoing.CallResult.Refused;
import dev.sallyport.relay.TestCertificates;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutgoingTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Reach LOOPBACK = new Reach(List.of(Network.of("127.0.0.0/8")));
  private static final Reach PUBLIC = new Reach(List.of());

  private static CallResult call(Reach reach, Names names, @Nullable SSLContext tls, Call call)
      throws Exception {
    try (Outgoing outgoing = new Outgoing(reach, "Sallyport/test", names, tls)) {
      return outgoing.call(call);
    }
  }

  private static CallResult get(Reach reach, String url) throws Exception {
    return call(reach, InetAddress::getAllByName, null, at(url));
  }

  private static Call at(String url) {
    return Call.get(new Target(URI.create(url)), SOON, 1000);
  }

  private static String url(TalkingServer server) {
    return "http://127.0.0.1:" + server.port() + "/hook";
  }

  private static Names naming(String name, String... addresses) {
    return host -> {
      assertThat(host).isEqualTo(name);
      InetAddress[] found = new InetAddress[addresses.length];
      for (int i = 0; i < found.length; i++) {
        found[i] = InetAddress.getByName(addresses[i]);
      }
      return found;
    };
  }

  @Test
  void sendsABodyAndReadsTheAnswer() throws Exception {
    try (var server = TalkingServer.local(TalkingServer.answer("201 Created", "good"))) {
      CallResult result =
          call(
              LOOPBACK,
              InetAddress::getAllByName,
              null,
              new Call(
                  new Target(URI.create(url(server))),
                  Map.of("Content-Type", "application/json"),
                  "{}",
                  SOON,
                  1000));
      assertThat(result)
          .asInstanceOf(type(Answered.class))
          .satisfies(answered -> {
            assertThat(answered.status()).isEqualTo(201);
            assertThat(answered.body()).isEqualTo("good");
            assertThat(answered.cutOff()).isFalse();
          });
      assertThat(server.heads())
          .singleElement()
          .asString()
          .startsWith("POST /hook HTTP/1.1\r\n")
          .contains("Content-Type: application/json", "User-Agent: Sallyport/test")
          .doesNotContainIgnoringCase("Accept-Encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "2130706433",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
        "[ff02::1]"
      })
  void refusesWhatLiesInside(String host) throws Exception {
    try (var server = TalkingServer.local(TalkingServer.answer("200 OK", ""))) {
      assertThat(get(PUBLIC, "http://" + host + ":" + server.port() + "/"))
          .isInstanceOf(Refused.class);
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void refusesANameThatHasOneAddressInside() throws Exception {
    assertThat(
            call(
                PUBLIC,
                naming("mixed.example", "2606:4700::1111", "10.0.0.1"),
                null,
                at("http://mixed.example/")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void tellsNoAddressOfWhatItRefuses() throws Exception {
    assertThat(
            call(PUBLIC, naming("inside.example", "10.1.2.3"), null, at("http://inside.example")))
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::why)
        .asString()
        .doesNotContain("10.1.2.3")
        .contains("inside.example", "outgoing.allow");
  }

  @Test
  void connectsToTheAddressThatWasCheckedWhateverTheNameSaysNext() throws Exception {
    Reach second = new Reach(List.of(Network.of("127.0.0.2")));
    try (var checked = TalkingServer.at("127.0.0.2", 0, TalkingServer.answer("200 OK", "checked"));
        var inside =
            TalkingServer.at(
                "127.0.0.1", checked.port(), TalkingServer.answer("200 OK", "inside"))) {
      AtomicInteger asked = new AtomicInteger();
      Names rebinding =
          _ ->
              new InetAddress[] {
                InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")
              };
      assertThat(
              call(second, rebinding, null, at("http://rebinding.example:" + checked.port() + "/")))
          .asInstanceOf(type(Answered.class))
          .satisfies(answered -> assertThat(answered.body()).isEqualTo("checked"));
      assertThat(inside.heads()).isEmpty();
    }
  }

  @Test
  void verifiesTheServerByItsName() throws Exception {
    try (var server =
        TalkingServer.tls(
            TestCertificates.issuedTo("hook.example"), TalkingServer.answer("200 OK", ""))) {
      assertThat(
              call(
                  LOOPBACK,
                  naming("hook.example", "127.0.0.1"),
                  TestCertificates.trusting(),
                  at("https://hook.example:" + server.port() + "/")))
          .isInstanceOf(Answered.class);
      assertThat(server.heads())
          .singleElement()
          .asString()
          .contains("Host: hook.example:" + server.port());
    }
  }

  @Test
  void takesNoCertificateOfAnotherName() throws Exception {
    try (var server =
        TalkingServer.tls(
            TestCertificates.issuedTo("other.example"), TalkingServer.answer("200 OK", ""))) {
      assertThat(
              call(
                  LOOPBACK,
                  naming("hook.example", "127.0.0.1"),
                  TestCertificates.trusting(),
                  at("https://hook.example:" + server.port() + "/")))
          .asInstanceOf(type(Failed.class))
          .extracting(Failed::why)
          .asString()
          .contains("certificate");
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void takesNoCertificateOfAnUnknownAuthority() throws Exception {
    try (var server =
        TalkingServer.tls(
            TestCertificates.issuedTo("hook.example"), TalkingServer.answer("200 OK", ""))) {
      assertThat(
              call(
                  LOOPBACK,
                  naming("hook.example", "127.0.0.1"),
                  null,
                  at("https://hook.example:" + server.port() + "/")))
          .isInstanceOf(Failed.class);
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (var target = TalkingServer.local(TalkingServer.answer("200 OK", "inside"));
        var server =
            TalkingServer.local(
                TalkingServer.answer("302 Found\r\nLocation: " + url(target), ""))) {
      assertThat(get(LOOPBACK, url(server)))
          .asInstanceOf(type(Answered.class))
          .extracting(Answered::status)
          .isEqualTo(302);
      assertThat(target.heads()).isEmpty();
    }
  }

  @Test
  void answersNoChallenge() throws Exception {
    try (var server =
        TalkingServer.local(
            TalkingServer.answer("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"", ""))) {
      assertThat(get(LOOPBACK, url(server)))
          .asInstanceOf(type(Answered.class))
          .extracting(Answered::status)
          .isEqualTo(401);
    }
  }

  @Test
  void cutsAnEndlessAnswerOff() throws Exception {
    try (var server =
        TalkingServer.local(out -> {
          out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
          while (true) {
            out.write(new byte[8192]);
          }
        })) {
      assertThat(get(LOOPBACK, url(server)))
          .asInstanceOf(type(Answered.class))
          .satisfies(answered -> {
            assertThat(answered.body()).hasSize(1000);
            assertThat(answered.cutOff()).isTrue();
          });
    }
  }

  @Test
  void unpacksNothing() throws Exception {
    try (var server =
        TalkingServer.local(
            TalkingServer.answer("200 OK\r\nContent-Encoding: gzip", "not gzip at all"))) {
      assertThat(get(LOOPBACK, url(server)))
          .asInstanceOf(type(Answered.class))
          .satisfies(answered -> assertThat(answered.body()).contains("not gzip"));
    }
  }

  @Test
  void readsNoEndlessHead() throws Exception {
    try (var server =
        TalkingServer.local(out -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
          while (true) {
            out.write("X-Filler: 0123456789012345678901234567890123456789\r\n".getBytes(US_ASCII));
          }
        })) {
      assertThat(get(LOOPBACK, url(server))).isInstanceOf(Failed.class);
    }
  }

  @Test
  void takesAnInterimAnswerForNoAnswer() throws Exception {
    try (var server =
        TalkingServer.local(out -> {
          out.write("HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(US_ASCII));
          TalkingServer.answer("204 No Content", "").say(out);
        })) {
      assertThat(get(LOOPBACK, url(server)))
          .asInstanceOf(type(Answered.class))
          .extracting(Answered::status)
          .isEqualTo(204);
    }
  }

  @Test
  void givesUpOnAServerThatDripsItsAnswer() throws Exception {
    try (var server =
        TalkingServer.local(out -> {
          out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
          while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(50);
          }
        })) {
      Call call = Call.get(new Target(URI.create(url(server))), Duration.ofMillis(700), 1_000_000);
      assertThat(call(LOOPBACK, InetAddress::getAllByName, null, call))
          .asInstanceOf(type(Failed.class))
          .extracting(Failed::why)
          .isEqualTo("The server did not answer in time.");
    }
  }

  @Test
  void givesUpOnANameThatIsNotAnswered() throws Exception {
    Call call =
        Call.get(new Target(URI.create("http://slow.example/")), Duration.ofMillis(300), 100);
    Names slow =
        _ -> {
          try {
            Thread.sleep(Duration.ofSeconds(30));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException();
        };
    assertThat(call(PUBLIC, slow, null, call)).isInstanceOf(Failed.class);
  }

  @Test
  void saysThatANameIsNotFound() throws Exception {
    Names none =
        _ -> {
          throw new UnknownHostException("10.9.8.7 said so");
        };
    assertThat(call(PUBLIC, none, null, at("http://nobody.example/")))
        .asInstanceOf(type(Failed.class))
        .extracting(Failed::why)
        .isEqualTo("The host's name was not found.");
  }

  @Test
  void saysThatNothingListens() throws Exception {
    int port;
    try (var server = TalkingServer.local(TalkingServer.answer("200 OK", ""))) {
      port = server.port();
    }
    assertThat(get(LOOPBACK, "http://127.0.0.1:" + port + "/"))
        .asInstanceOf(type(Failed.class))
        .extracting(Failed::why)
        .isEqualTo("The server did not accept the connection.");
  }
}

package dev.sallyport.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static final Reach PUBLIC = new Reach(List.of());

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "172.15.0.1", "100.63.255.255", "2606:4700::1111"})
  void holdsThePublicInternet(String address) {
    assertThat(PUBLIC.holds(IpAddress.of(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "198.18.0.1",
        "172.31.255.255",
        "255.255.255.255",
        "2001:db8::1",
        "3fff::1",
        "2001::1",
        "2002::1",
        "64:ff9b::1",
        "64:ff9b:1::1",
        "100::1",
        "5f00::1",
        "fec0::1"
      })
  void holdsNothingReserved(String address) {
    assertThat(PUBLIC.holds(IpAddress.of(address))).isFalse();
  }

  @Test
  void holdsWhatIsAllowedAndNothingBesideIt() {
    Reach reach = new Reach(List.of(Network.of("10.1.0.0/16")));
    assertThat(reach.holds(IpAddress.of("10.1.2.3"))).isTrue();
    assertThat(reach.holds(IpAddress.of("10.2.0.0"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http:///x",
        "http://127.1/",
        "https://user:pass@example.com/",
        "https://example.com:0/",
        "https://example.com:70000/",
        "https://example.com/#part",
        "https://exa mple.com/",
        "https://b\u00fccher.example/",
        "http://example.com/\r\nX: y"
      })
  void readsNoOtherUrls(String text) {
    assertThat(Target.parse(text)).isInstanceOf(ParseResult.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.com", "HTTP://example.com:8080/a?b=c", "https://[2001:db8::1]/"})
  void readsUrls(String text) {
    assertThat(Target.parse(text)).isInstanceOf(ParseResult.Parsed.class);
  }
}

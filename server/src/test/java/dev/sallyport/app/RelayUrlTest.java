package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.SettingType.BadValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RelayUrlTest {

  @Test
  void readsAServerWithoutTls() throws BadValueException {
    assertThat(RelayUrl.parseList("smtp://relay.example.com:25"))
        .containsExactly(new RelayUrl.Server(false, false, "relay.example.com", 25, "", ""));
  }

  @Test
  void readsAServerWithRequiredStarttls() throws BadValueException {
    assertThat(RelayUrl.parseList("smtp://192.0.2.1:587?starttls=required"))
        .containsExactly(new RelayUrl.Server(false, true, "192.0.2.1", 587, "", ""));
  }

  @Test
  void readsAnIpv6ServerWithTlsFromTheFirstByte() throws BadValueException {
    assertThat(RelayUrl.parseList("smtps://[2001:db8::1]:465"))
        .containsExactly(new RelayUrl.Server(true, true, "2001:db8::1", 465, "", ""));
  }

  @Test
  void decodesAUserAndPassword() throws BadValueException {
    assertThat(RelayUrl.parseList("smtps://me%40example.com:a+b%2Fc%3Ad@relay.example.com:465"))
        .containsExactly(
            new RelayUrl.Server(true, true, "relay.example.com", 465, "me@example.com", "a+b/c:d"));
  }

  @Test
  void requiresTlsForAPasswordThatLeavesTheMachine() throws BadValueException {
    assertThat(RelayUrl.parseList("smtp://user:secret@relay.example.com:587"))
        .containsExactly(
            new RelayUrl.Server(false, true, "relay.example.com", 587, "user", "secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "[::1]", "localhost"})
  void requiresNoTlsForAPasswordOnLoopback(String host) throws BadValueException {
    assertThat(RelayUrl.parseList("smtp://user:secret@" + host + ":25").getFirst())
        .isInstanceOfSatisfying(
            RelayUrl.Server.class, server -> assertThat(server.starttlsRequired()).isFalse());
  }

  @Test
  void readsSeveralInTheirOrder() throws BadValueException {
    assertThat(RelayUrl.parseList("smtp://a.example.com:25, smtp://b.example.com:25"))
        .extracting(Object::toString)
        .containsExactly("smtp://a.example.com:25", "smtp://b.example.com:25");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "relay.example.com",
        "relay.example.com:25",
        "smtp://relay.example.com",
        "smtp://:25",
        "smtp://relay.example.com:0",
        "smtp://relay.example.com:70000",
        "smtp://relay.example.com:25/path",
        "smtp://relay.example.com:25?starttls=never",
        "smtp://relay.example.com:25#x",
        "smtp://user@relay.example.com:25",
        "smtp://user:@relay.example.com:25",
        "smtp://:secret@relay.example.com:25",
        "lmtp://relay.example.com:24",
        "outbox,smtp://relay.example.com:25",
        "smtp://a.example.com:25,",
      })
  void refusesWhatIsNoServer(String text) {
    assertThatThrownBy(() -> RelayUrl.parseList(text)).isInstanceOf(BadValueException.class);
  }
}

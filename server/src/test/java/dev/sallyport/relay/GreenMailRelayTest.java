package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.hand;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GreenMail, an SMTP server of other hands, as the relay. */
final class GreenMailRelayTest {

  private final GreenMail server =
      new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", "smtp")});

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private SmtpRelay relay(String login) {
    return Handing.relay(
        Handing.terms(), List.of("smtp://" + login + "127.0.0.1:" + server.getSmtp().getPort()));
  }

  @Test
  void aForeignServerTakesOurMessages() throws Exception {
    try (SmtpRelay relay = relay("")) {
      for (int i = 0; i < 3; i++) {
        assertThat(hand(relay, BytesContent.of("Subject: Hello " + i + "\r\n\r\n.dot\r\nlast\r\n")))
            .isInstanceOf(HandOver.HandedOver.class);
      }
    }
    MimeMessage[] messages = server.getReceivedMessages();
    assertThat(messages).hasSize(3);
    assertThat(messages[2].getSubject()).isEqualTo("Hello 2");
    assertThat(GreenMailUtil.getBody(messages[2])).isEqualTo(".dot\r\nlast");
  }

  @Test
  void aForeignServerTakesOurPassword() {
    server.setUser("user@example.com", "user", "s3:cret");
    server.getManagers().getUserManager().setAuthRequired(true);
    try (SmtpRelay relay = relay("user:s3%3Acret@")) {
      assertThat(hand(relay, BytesContent.of("Subject: Hello\r\n\r\n")))
          .isInstanceOf(HandOver.HandedOver.class);
    }
    try (SmtpRelay relay = relay("user:wrong@")) {
      assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
    }
  }
}

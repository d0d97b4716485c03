package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Role;
import dev.sallyport.intake.Messages;
import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import dev.sallyport.relay.Opening;
import dev.sallyport.relay.OutboxRelay;
import dev.sallyport.relay.Transaction;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagePagesTest extends DashboardTestCase {
  private static final String TRACE =
      "Received: from client (192.0.2.7) by localhost; Fri, 13 Mar 2026 14:06:00 +0000\r\n";

  private void keep(Signed signed, String id, String mail) {
    byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    try (OutboxRelay relay = new OutboxRelay(house.outbox);
        Content content = Content.of(bytes)) {
      Opening opening =
          relay.open(
              new ReversePath("sender@example.com", false, false, bytes.length),
              signed.account().id());
      try (Transaction transaction = ((Opening.Opened) opening).transaction()) {
        transaction.recipient("user@example.net");
        transaction.send(id, TRACE, content);
      }
    }
  }

  @Test
  void keptMessagesAreListedAndShownAsText() {
    Signed signed = owner();
    String id = "aaaaaaaaaaaaaaaaaaaaaaaa";
    keep(
        signed,
        id,
        """
        From: sender@example.com
        To: user@example.net
        Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= <script>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        Hello there
        --b
        Content-Type: text/html; charset=utf-8

        <p onclick="alert(1)">Hello</p><script>alert(1)</script>
        --b
        Content-Type: application/pdf; name=bill.pdf
        Content-Disposition: attachment; filename=bill.pdf
        Content-Transfer-Encoding: base64

        AAAA
        --b--
        """);
    assertThat(signed.browser().get("/messages").body())
        .contains("Grüße &lt;script", "user@example.net", "sender@example.com")
        .contains("No relay is set");
    assertThat(signed.browser().get("/messages/" + id).body())
        .contains("Hello there")
        .contains("HTML, as source", "&lt;p onclick=")
        .contains("bill.pdf", "application/pdf")
        .doesNotContain("<script>", "<p onclick");
  }

  @Test
  void aMessageIsDownloadedAsItIsAndNeverOpenedByTheBrowser() {
    Signed signed = owner();
    String id = "bbbbbbbbbbbbbbbbbbbbbbbb";
    keep(signed, id, "Subject: Hi\n\n<script>alert(1)</script>\n");
    HttpResponse<String> file = signed.browser().get("/messages/" + id + "/download");
    assertThat(file.body()).isEqualTo(TRACE + "Subject: Hi\r\n\r\n<script>alert(1)</script>\r\n");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"" + id + ".eml\"");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("message/rfc822");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void anotherAccountsMessageIsNotThere() {
    String id = "cccccccccccccccccccccccc";
    keep(owner(), id, "Subject: Theirs\n\nHi\n");
    Signed signed = owner();
    assertThat(signed.browser().get("/messages").body())
        .contains("No messages yet")
        .doesNotContain("Theirs");
    assertThat(signed.browser().get("/messages/" + id).statusCode()).isEqualTo(404);
    assertThat(signed.browser().get("/messages/" + id + "/download").statusCode()).isEqualTo(404);
  }

  @Test
  void aMessageThatIsNoMailIsStillShown() {
    Signed signed = owner();
    String id = "dddddddddddddddddddddddd";
    keep(signed, id, "\u0001 no header at all\nContent-Type: text/plain; charset=nonsense\n\nx\n");
    assertThat(signed.browser().get("/messages/" + id).statusCode()).isEqualTo(200);
    assertThat(signed.browser().get("/messages").body()).contains("No subject");
  }

  @Test
  void manyMessagesAreShownByTheFifty() {
    Signed signed = owner();
    for (int i = 0; i < 51; i++) {
      keep(signed, "%024x".formatted(0xabc000 + i), "Subject: Number " + i + "\n\nHi\n");
    }
    assertThat(signed.browser().get("/messages").body()).contains("1 to 50 of 51");
    assertThat(signed.browser().get("/messages?page=2").body()).contains("51 to 51 of 51");
  }

  @Test
  void withARelayThePageSaysWhereMessagesGo(@TempDir Path folder) throws IOException {
    try (DashboardHouse relayed =
            new DashboardHouse(folder, any -> Messages.handedTo("mail.example.com:587"));
        Browser browser = new Browser(relayed)) {
      relayed.account("Relayed", "relayed@example.com", Role.OWNER);
      assertThat(browser.signedIn("relayed@example.com").get("/messages").body())
          .contains("mail.example.com:587", "Nothing is kept here")
          .doesNotContain("No relay is set");
    }
  }
}

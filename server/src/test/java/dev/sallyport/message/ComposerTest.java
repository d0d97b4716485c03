package dev.sallyport.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposerTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir Path folder;
  private Composer composer;
  private final Drafts drafts = new Drafts();

  @BeforeEach
  void open() throws IOException {
    composer = new Composer(SpoolFolder.open(folder), 10_000_000, InstantSource.fixed(NOW));
  }

  @Test
  void writesTheHeaderEveryEmailHas() throws Exception {
    String raw = raw();
    assertThat(raw)
        .contains("\r\nFrom: Billing <billing@example.com>\r\n")
        .contains("\r\nTo: Ann <ann@example.net>\r\n")
        .contains("\r\nSubject: Your invoice\r\n")
        .contains("\r\nMIME-Version: 1.0\r\n")
        .contains("\r\nMessage-ID: <0123abcd@example.com>\r\n")
        .contains("Date: Wed, 4 Mar 2026 05:06:07 +0000 (UTC)\r\n")
        .doesNotContain("Sender:")
        .endsWith("\r\n\r\nHello\r\n");
  }

  @Test
  void leavesBccOutOfTheHeaderAndInTheEnvelope() throws Exception {
    drafts.cc.add(Drafts.box("ben@example.net"));
    drafts.bcc.add(Drafts.box("eve@example.org"));
    assertThat(raw()).doesNotContain("eve@example.org").doesNotContainIgnoringCase("bcc");
    assertThat(composed().recipients())
        .extracting(Composition.Recipient::address)
        .containsExactly("ann@example.net", "ben@example.net", "eve@example.org");
  }

  @Test
  void namesEachRecipientOnceByTheFieldThatNamedItFirst() throws Exception {
    drafts.to.add(Drafts.box("ann@EXAMPLE.net"));
    drafts.cc.add(Drafts.box("ann@example.net"));
    drafts.bcc.add(Drafts.box("Ann@example.net"));
    assertThat(composed().recipients())
        .containsExactly(
            new Composition.Recipient("ann@example.net", "to.0.email"),
            new Composition.Recipient("Ann@example.net", "bcc.0.email"));
  }

  @Test
  void encodesNamesAndSubjectOfAnyScript() throws Exception {
    drafts.from = new Mailbox("billing@example.com", "Bücher, Größe & \"Co\" 😀");
    drafts.subject = "Räksmörgås – 请查收 ".repeat(20);
    MimeMessage message = parsed();
    assertThat(((InternetAddress) message.getFrom()[0]).getPersonal())
        .isEqualTo("Bücher, Größe & \"Co\" 😀");
    assertThat(message.getSubject()).isEqualTo(drafts.subject.strip());
  }

  @Test
  void quotesANameThatHoldsSpecials() throws Exception {
    drafts.from = new Mailbox("billing@example.com", "a@evil.example, \"x\" <b@evil.example>");
    MimeMessage message = parsed();
    assertThat(message.getFrom()).hasSize(1);
    assertThat(((InternetAddress) message.getFrom()[0]).getAddress())
        .isEqualTo("billing@example.com");
  }

  @Test
  void putsAnInternationalDomainInAscii() throws Exception {
    drafts.to.clear();
    drafts.to.add(Drafts.box("ann@bücher.example"));
    assertThat(raw()).contains("To: ann@xn--bcher-kva.example\r\n");
    assertThat(composed().from().smtpUtf8()).isFalse();
    assertThat(composed().from().eightBit()).isFalse();
  }

  @Test
  void asksForSmtpUtf8WhereALocalPartIsInternational() throws Exception {
    drafts.to.clear();
    drafts.to.add(new Mailbox("büro@example.net", "Büro"));
    assertThat(raw()).contains("büro@example.net");
    assertThat(composed().from().smtpUtf8()).isTrue();
    assertThat(composed().from().eightBit()).isTrue();
  }

  @Test
  void asksForSmtpUtf8ForAHiddenRecipientAndKeepsTheHeaderInAscii() throws Exception {
    drafts.bcc.add(Drafts.box("büro@example.net"));
    assertThat(composed().from().smtpUtf8()).isTrue();
    assertThat(composed().from().eightBit()).isFalse();
  }

  @Test
  void putsTextBeforeHtmlInAlternative() throws Exception {
    drafts.html = "<p>Grüße</p>";
    MimeMultipart alternative = multipart(parsed(), "multipart/alternative");
    assertThat(alternative.getCount()).isEqualTo(2);
    assertThat(alternative.getBodyPart(0).isMimeType("text/plain")).isTrue();
    assertThat(alternative.getBodyPart(1).isMimeType("text/html")).isTrue();
    assertThat(alternative.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>");
  }

  @Test
  void sendsHtmlAloneWithoutMultipart() throws Exception {
    drafts.text = null;
    drafts.html = "<p>Hello</p>";
    assertThat(parsed().isMimeType("text/html")).isTrue();
  }

  @Test
  void takesAnEmptyTextForNone() throws Exception {
    drafts.text = "";
    drafts.html = "<p>Hello</p>";
    assertThat(parsed().isMimeType("text/html")).isTrue();
  }

  @Test
  void keepsShortLinesWhereTheHeaderIsInUtf8() throws Exception {
    drafts.from = new Mailbox("b@example.com", "请".repeat(191));
    drafts.to.clear();
    for (int i = 0; i < 50; i++) {
      drafts.to.add(
          new Mailbox("ü".repeat(30) + i + "@" + "a".repeat(60) + ".example", "请".repeat(191)));
    }
    String header = raw().split("\r\n\r\n", 2)[0];
    assertThat(header.split("\r\n"))
        .allSatisfy(line -> {
          assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(999);
          assertThat(line).isNotBlank();
        });
    assertThat(HeaderSection.read(composed().content()).from())
        .isInstanceOf(HeaderFrom.Authors.class);
  }

  @Test
  void readsBackTheAuthorItWroteWhateverTheNameHolds() throws Exception {
    for (String name :
        new String[] {
          "x@evil.example",
          "<x@evil.example>",
          "a, x@evil.example",
          "\"",
          "\\",
          "(",
          ";:,",
          "=?utf-8?q?x=40evil.example?=",
          "请查收 <x@evil.example>",
          "a\tb",
          "\u202e\u200b",
        }) {
      drafts.from = new Mailbox("billing@example.com", name);
      var from = HeaderSection.read(composed().content()).from();
      assertThat(from).as(name).isInstanceOf(HeaderFrom.Authors.class);
      assertThat(((HeaderFrom.Authors) from).addresses())
          .extracting(EmailAddress::toString)
          .containsExactly("billing@example.com");
    }
  }

  @Test
  void nestsMixedAlternativeAndRelated() throws Exception {
    drafts.html = "<img src=\"cid:logo\">";
    drafts.attachments.add(Drafts.attached("invoice.pdf", "PDF"));
    drafts.attachments.add(Drafts.inline("logo.png", "logo"));
    MimeMultipart mixed = multipart(parsed(), "multipart/mixed");
    assertThat(mixed.getCount()).isEqualTo(2);
    BodyPart invoice = mixed.getBodyPart(1);
    assertThat(invoice.getDisposition()).isEqualTo("attachment");
    assertThat(invoice.getContentType()).startsWith("application/pdf");
    MimeMultipart alternative = multipart((MimePart) mixed.getBodyPart(0), "multipart/alternative");
    MimeMultipart related = multipart((MimePart) alternative.getBodyPart(1), "multipart/related");
    MimePart logo = (MimePart) related.getBodyPart(1);
    assertThat(logo.getContentID()).isEqualTo("<logo>");
    assertThat(logo.getDisposition()).isEqualTo("inline");
    assertThat(logo.getContentType()).startsWith("image/png");
    assertThat(logo.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
  }

  @Test
  void attachesAnInlineFileBesideATextWithoutHtml() throws Exception {
    drafts.attachments.add(Drafts.inline("logo.png", "logo"));
    drafts.attachments.add(Drafts.inline("plain.png", null));
    assertThat(multipart(parsed(), "multipart/mixed").getCount()).isEqualTo(3);
  }

  @Test
  void encodesFileNamesOfAnyScript() throws Exception {
    String name = "Rechnung für März – \"2026\"; " + "请".repeat(70) + ".pdf";
    drafts.attachments.add(Drafts.attached(name, "x"));
    assertThat(raw()).contains("filename*=utf-8''Rechnung%20f%C3%BCr");
    assertCleanLines(raw());
    MimePart file = (MimePart) multipart(parsed(), "multipart/mixed").getBodyPart(1);
    assertThat(file.getFileName()).isEqualTo(name);
  }

  @Test
  void attachesAMessageAsOctetsForItMayNotBeEncodedAsWhatItIs() throws Exception {
    drafts.attachments.add(
        new Attachment(
            "From: x".getBytes(StandardCharsets.UTF_8),
            "mail.eml",
            Attachment.Disposition.ATTACHMENT,
            null,
            "message/rfc822"));
    assertThat(multipart(parsed(), "multipart/mixed").getBodyPart(1).getContentType())
        .startsWith("application/octet-stream");
  }

  @Test
  void keepsTheThreadAndTheListHeaders() throws Exception {
    drafts.replyTo = new Mailbox("help@example.com", "Help");
    drafts.inReplyTo = "parent@example.net";
    drafts.references.add("<root@example.net>");
    drafts.references.add("parent@example.net");
    drafts.listUnsubscribe = "https://example.com/u?id=1";
    drafts.precedenceBulk = true;
    drafts.tags.add("invoice");
    drafts.tags.add("märz");
    drafts.headers.add(new CustomHeader("X-Order", "17 – groß"));
    MimeMessage message = parsed();
    assertThat(raw())
        .contains("\r\nReply-To: Help <help@example.com>\r\n")
        .contains("\r\nIn-Reply-To: <parent@example.net>\r\n")
        .contains("\r\nReferences: <root@example.net> <parent@example.net>\r\n")
        .contains("\r\nList-Unsubscribe: <https://example.com/u?id=1>\r\n")
        .contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
        .contains("\r\nPrecedence: bulk\r\n")
        .contains("\r\nX-Sallyport-Tag: invoice\r\n");
    assertThat(MimeUtility.decodeText(message.getHeader("X-Sallyport-Tag")[1])).isEqualTo("märz");
    assertThat(MimeUtility.decodeText(message.getHeader("X-Order")[0])).isEqualTo("17 – groß");
  }

  @Test
  void foldsALongThread() throws Exception {
    IntStream.range(0, 100)
        .forEach(i -> drafts.references.add("<" + "r".repeat(200) + i + "@example.net>"));
    assertThat(parsed().getHeader("References", null).split("\\s+")).hasSize(100);
    assertCleanLines(raw());
  }

  @Test
  void staysWithinSevenBitsAndShortLinesWhateverTheTextHolds() throws Exception {
    drafts.subject = "w".repeat(890) + " " + "v".repeat(100);
    drafts.text =
        "ü" + "x".repeat(5_000) + "\r.\n..\n.\r\nFrom here\n\n\n" + "日本語".repeat(9) + "\u0007";
    drafts.html = "日本語のテキスト".repeat(500);
    drafts.headers.add(new CustomHeader("X-Long", "é".repeat(998)));
    drafts.attachments.add(Drafts.attached("dots.txt", ".\r\n.\n\n\0ü"));
    assertCleanLines(raw());
    MimeMultipart mixed = multipart(parsed(), "multipart/mixed");
    MimeMultipart alternative = multipart((MimePart) mixed.getBodyPart(0), "multipart/alternative");
    assertThat(alternative.getBodyPart(0).getContent())
        .isEqualTo(drafts.text.replaceAll("\r\n|\r|\n", "\r\n"));
    assertThat(alternative.getBodyPart(1).getContent()).isEqualTo(drafts.html);
    assertThat(
            new String(
                mixed.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(".\r\n.\n\n\0ü");
  }

  @Test
  void smugglingByBodyOrHeaderEndsNoMessageEarly() throws Exception {
    drafts.text = "a\n.\nMAIL FROM:<x@example.org>\r.\rb\n.\r\nc\r\n.\nd.\n";
    assertCleanLines(raw());
    assertThat(parsed().getContent())
        .isEqualTo("a\r\n.\r\nMAIL FROM:<x@example.org>\r\n.\r\nb\r\n.\r\nc\r\n.\r\nd.\r\n");
  }

  @Test
  void saysWhatWouldBeTooLarge() throws Exception {
    Composer small = new Composer(SpoolFolder.open(folder), 1_000, InstantSource.fixed(NOW));
    drafts.attachments.add(Drafts.attached("long.txt", "x".repeat(1_000)));
    assertThat(small.compose(drafts.draft(), "id")).isEqualTo(new Composition.TooLarge(1_000));
  }

  @Test
  void composesAnEmailTooLongForMemory() throws Exception {
    drafts.attachments.add(Drafts.attached("long.txt", "x".repeat(2_000_000)));
    MimePart file = (MimePart) multipart(parsed(), "multipart/mixed").getBodyPart(1);
    assertThat(file.getInputStream().readAllBytes()).hasSize(2_000_000);
  }

  private static void assertCleanLines(String raw) {
    assertThat(raw.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    assertThat(raw.split("\r\n", -1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(999));
    assertThat(raw.chars().allMatch(c -> c > 0 && c < 128)).isTrue();
    int end = raw.indexOf("\r\n\r\n");
    assertThat(raw.substring(0, end).split("\r\n"))
        .allSatisfy(line -> assertThat(line).isNotBlank());
  }

  private static MimeMultipart multipart(MimePart part, String type) throws Exception {
    assertThat(part.isMimeType(type)).as(part.getContentType()).isTrue();
    return (MimeMultipart) part.getContent();
  }

  private Composition.Composed composed() throws IOException {
    Composition composition = composer.compose(drafts.draft(), "0123abcd");
    assertThat(composition).isInstanceOf(Composition.Composed.class);
    return (Composition.Composed) composition;
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Content content = composed().content()) {
      content.writeTo(out);
    }
    return out.toByteArray();
  }

  private String raw() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private MimeMessage parsed() throws IOException, MessagingException {
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes()));
    assertThat(message.getRecipients(RecipientType.BCC)).isNull();
    return message;
  }
}

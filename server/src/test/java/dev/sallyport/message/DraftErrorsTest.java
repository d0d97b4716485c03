package dev.sallyport.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftErrorsTest {

  private static final List<String> BREAKS =
      List.of("a\r\nBcc: x@example.org", "a\nb", "a\rb", "a\0b", "a\u2028b", "a\u0085b", "a\ud800");

  @TempDir Path folder;
  private final Drafts drafts = new Drafts();

  @Test
  void tellsAllThatIsMissingAtOnce() throws Exception {
    drafts.from = null;
    drafts.to.clear();
    drafts.subject = null;
    drafts.text = null;
    assertThat(errors()).containsOnlyKeys("from.email", "to", "subject", "text", "html");
  }

  @Test
  void namesEachWrongAddressByItsPath() throws Exception {
    drafts.from = Drafts.box("nobody");
    drafts.to.add(Drafts.box(""));
    drafts.cc.add(Drafts.box("a@b@example.com"));
    drafts.bcc.add(Drafts.box("Ann <ann@example.net>"));
    drafts.replyTo = Drafts.box("x@");
    assertThat(errors())
        .containsOnlyKeys(
            "from.email", "to.1.email", "cc.0.email", "bcc.0.email", "reply_to.email");
    assertThat(errors().get("from.email"))
        .containsExactly("This is not an email address. It has no @ sign.");
  }

  @Test
  void boundsTheRecipients() throws Exception {
    drafts.to.addAll(Collections.nCopies(50, Drafts.box("ann@example.net")));
    drafts.cc.addAll(Collections.nCopies(11, Drafts.box("ann@example.net")));
    drafts.bcc.addAll(Collections.nCopies(11, Drafts.box("ann@example.net")));
    assertThat(errors()).containsOnlyKeys("to", "cc", "bcc");
  }

  @Test
  void takesAsManyRecipientsAsItSays() throws Exception {
    drafts.to.addAll(Collections.nCopies(49, Drafts.box("ann@example.net")));
    drafts.cc.addAll(Collections.nCopies(10, Drafts.box("ann@example.net")));
    drafts.bcc.addAll(Collections.nCopies(10, Drafts.box("ann@example.net")));
    assertThat(errors()).isEmpty();
  }

  @Test
  void boundsSubjectTextAndHtml() throws Exception {
    drafts.subject = "a ".repeat(500);
    drafts.text = "x".repeat(2 * 1024 * 1024 + 1);
    drafts.html = "é".repeat(1024 * 1024 + 1);
    assertThat(errors()).containsOnlyKeys("subject", "text", "html");
  }

  @Test
  void smugglingByLineBreaksInAnyHeaderValueIsRefused() throws Exception {
    for (String injected : BREAKS) {
      Drafts bad = new Drafts();
      bad.from = new Mailbox("a@example.com", injected);
      bad.to.add(new Mailbox(injected + "@example.com", injected));
      bad.subject = injected;
      bad.headers.add(new CustomHeader("X-Good", injected));
      bad.headers.add(new CustomHeader(injected, "good"));
      bad.attachments.add(Drafts.attached(injected, "x"));
      bad.attachments.add(Drafts.inline("x.png", injected));
      bad.inReplyTo = "<" + injected + "@example.com>";
      bad.references.add(injected);
      bad.listUnsubscribe = "<https://example.com/" + injected + ">";
      bad.tags.add(injected);
      assertThat(errors(bad))
          .containsOnlyKeys(
              "from.name",
              "to.1.name",
              "to.1.email",
              "subject",
              "attachments.0.filename",
              "attachments.1.id",
              "in_reply_to",
              "references.0",
              "list_unsubscribe",
              "headers.0.value",
              "headers.1.name",
              "tags.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From",
        "TO",
        "cc",
        "Bcc",
        "Sender",
        "Reply-To",
        "Date",
        "Message-ID",
        "Subject",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Content-Type",
        "content-transfer-encoding",
        "Return-Path",
        "Received",
        "Resent-From",
        "DKIM-Signature",
        "ARC-Seal",
        "Authentication-Results",
        "X-Sallyport-Tag",
      })
  void aHeaderOfTheSendersOwnMayNotOverrideAStructuralOne(String name) throws Exception {
    drafts.headers.add(new CustomHeader(name, "x@example.org"));
    assertThat(errors()).containsOnlyKeys("headers.0.name");
    assertThat(errors().get("headers.0.name"))
        .singleElement()
        .asString()
        .contains("The header " + name + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Order", "X-Order:", "X-Örder", "From ", " From", "X\tY"})
  void aHeaderNameIsPrintableAscii(String name) throws Exception {
    drafts.headers.add(new CustomHeader(name, "x"));
    assertThat(errors()).containsOnlyKeys("headers.0.name");
  }

  @Test
  void aHeaderIsNotSetTwice() throws Exception {
    drafts.headers.add(new CustomHeader("List-Unsubscribe", "<mailto:u@example.com>"));
    drafts.headers.add(new CustomHeader("Precedence", "list"));
    assertThat(errors()).isEmpty();
    drafts.listUnsubscribe = "<mailto:u@example.com>";
    drafts.precedenceBulk = true;
    assertThat(errors()).containsOnlyKeys("headers.0.name", "headers.1.name");
  }

  @Test
  void whatDoesNotFitOnALineIsRefused() throws Exception {
    drafts.subject = "x".repeat(998);
    drafts.headers.add(new CustomHeader("X-Blanks", "a" + " ".repeat(300) + "b"));
    assertThat(errors()).containsOnlyKeys("subject", "headers.0.value");
  }

  @Test
  void boundsTheNumberOfEverything() throws Exception {
    drafts.headers.addAll(Collections.nCopies(51, new CustomHeader("X-A", "b")));
    drafts.attachments.addAll(Collections.nCopies(51, Drafts.attached("a.txt", "")));
    drafts.references.addAll(Collections.nCopies(101, "<a@example.com>"));
    drafts.tags.addAll(Collections.nCopies(6, "a"));
    assertThat(errors()).containsOnlyKeys("attachments", "references", "headers", "tags");
  }

  @Test
  void anEmptyTextAloneIsMissing() throws Exception {
    drafts.text = "";
    assertThat(errors()).containsOnlyKeys("text", "html");
  }

  @Test
  void boundsAName() throws Exception {
    drafts.from = new Mailbox("a@example.com", "x".repeat(191));
    drafts.replyTo = new Mailbox("a@example.com", "x".repeat(192));
    assertThat(errors()).containsOnlyKeys("reply_to.name");
  }

  @Test
  void boundsAFileNameInOctets() throws Exception {
    drafts.attachments.add(Drafts.attached("é".repeat(127) + "x", ""));
    drafts.attachments.add(Drafts.attached("é".repeat(128), ""));
    assertThat(errors()).containsOnlyKeys("attachments.1.filename");
  }

  @Test
  void twoFilesMayNotShareAContentId() throws Exception {
    drafts.attachments.add(Drafts.inline("a.png", "logo"));
    drafts.attachments.add(Drafts.inline("b.png", "logo"));
    assertThat(errors()).containsOnlyKeys("attachments.1.id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "javascript:alert(1)",
        "<https://example.com/a>, nonsense",
        "https://example.com/a b",
        "<>",
        "/unsubscribe",
      })
  void listUnsubscribeHoldsAddressesOnly(String value) throws Exception {
    drafts.listUnsubscribe = value;
    assertThat(errors()).containsOnlyKeys("list_unsubscribe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:u@example.com?subject=a,b",
        "https://example.com/u?a=1,2",
        "<mailto:u@example.com>,<https://example.com/u>",
      })
  void listUnsubscribeTakesOneBareAddressOrSeveralInBrackets(String value) throws Exception {
    drafts.listUnsubscribe = value;
    assertThat(errors()).isEmpty();
  }

  private Map<String, List<String>> errors() throws Exception {
    return errors(drafts);
  }

  private Map<String, List<String>> errors(Drafts given) throws Exception {
    Composer composer = new Composer(SpoolFolder.open(folder), 10_000_000, InstantSource.system());
    Map<String, List<String>> problems = composer.problems(given.draft());
    switch (composer.compose(given.draft(), "id")) {
      case Composition.Invalid(var errors) -> assertThat(errors).isEqualTo(problems);
      case Composition.Composed(var _, var _, Content content) -> {
        assertThat(problems).isEmpty();
        content.close();
      }
      case Composition.TooLarge large -> assertThat(large).isNull();
    }
    return problems;
  }
}

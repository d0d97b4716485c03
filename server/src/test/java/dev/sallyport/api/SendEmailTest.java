package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.Act;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.ReceivedMessage;
import dev.sallyport.relay.Step;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendEmailTest {
  @TempDir Path folder;
  ApiGate gate;

  @BeforeEach
  void start() {
    gate = ApiGate.with().relayTimeout(Duration.ofSeconds(2)).start(folder);
  }

  @AfterEach
  void stop() {
    gate.close();
  }

  private HttpAnswer send(String json) {
    return gate.call().post("/v1/email", json);
  }

  @Test
  void aYesIsTheRelaysYesWithAnEmptyBodyAndAnId() {
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("X-Message-Id")).matches("[0-9a-f]{24}");
    ReceivedMessage message = gate.relay.take();
    assertThat(message.from()).isEqualTo("sender@example.com");
    assertThat(message.recipients()).containsExactly("friend@example.org");
    assertThat(message.text())
        .contains("id " + answer.header("X-Message-Id"))
        .contains("Subject: Hello\r\n")
        .contains("Hello there.");
  }

  @Test
  void everyFieldReachesTheMessage() {
    HttpAnswer answer =
        send(
            """
            {"from":{"email":"sender@example.com","name":"Sender"},
             "to":[{"email":"to@example.org"}],"cc":[{"email":"cc@example.org"}],
             "bcc":[{"email":"bcc@example.org"}],"reply_to":{"email":"answers@example.com"},
             "subject":"All","text":"Plain","html":"<p>Rich <img src='cid:logo'></p>",
             "attachments":[
               {"content":"aGVsbG8=","filename":"hello.txt","disposition":"attachment"},
               {"content":"R0lGODlh","filename":"logo.gif","disposition":"inline","id":"logo"}],
             "tags":["welcome"],"headers":[{"name":"X-Order","value":"17"}],
             "in_reply_to":"<a@example.org>","references":["<a@example.org>"],
             "list_unsubscribe":"mailto:off@example.com","precedence_bulk":true}\
            """);

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    ReceivedMessage message = gate.relay.take();
    assertThat(message.recipients())
        .containsExactly("to@example.org", "cc@example.org", "bcc@example.org");
    assertThat(message.text())
        .contains("Cc: cc@example.org\r\n", "Reply-To: answers@example.com\r\n", "X-Order: 17\r\n")
        .contains("In-Reply-To: <a@example.org>\r\n", "List-Unsubscribe:", "Precedence: bulk\r\n")
        .contains("hello.txt", "Content-ID: <logo>")
        .doesNotContain("bcc@example.org");
  }

  @Test
  void whatPublishedClientsSendIsAccepted() {
    for (String extra :
        new String[] {
          "\"variables\":[],\"personalization\":[],\"cc\":[],\"bcc\":[],\"attachments\":[]",
          "\"template_id\":null,\"send_at\":null,\"reply_to\":null,\"tags\":null,\"html\":null",
          "\"send_at\":\"1600000000\",\"some_new_key\":{\"a\":[1,{}]}",
          "\"send_at\":1600000000,\"settings\":{\"track_clicks\":true},\"language\":\"en\"",
          "\"reply_to\":{\"name\":\"\",\"email\":\"\"},\"template_id\":\"\",\"html\":\"\"",
          "\"reply_to\":{},\"send_at\":\"2020-01-01T00:00:00Z\",\"references\":[]"
        }) {
      String json = ApiGate.mail().replaceFirst("\\{", "{" + extra + ",");
      assertThat(send(json)).as(extra).extracting(HttpAnswer::status).isEqualTo(202);
      gate.relay.take();
    }
  }

  @Test
  void whatIsNotSupportedIsSaidAndNothingIsSent() {
    HttpAnswer answer =
        send(
            """
            {"from":{"email":"sender@example.com"},"to":[{"email":"a@example.org"}],
             "subject":"x","text":"x","template_id":"abc",
             "personalization":[{"email":"a@example.org","data":{"a":1}}],
             "variables":[{"email":"a@example.org","substitutions":[{"var":"a","value":"b"}]}],
             "send_at":4000000000}\
            """);

    assertThat(answer.status()).isEqualTo(422);
    for (String field : new String[] {"template_id", "personalization", "variables", "send_at"}) {
      assertThat(answer.text("/errors/" + field + "/0")).as(field).contains("not supported");
    }
    assertThat(gate.relay.commands()).noneMatch(command -> command.startsWith("MAIL"));
  }

  @Test
  void allMistakesAreToldAtOnceByField() {
    HttpAnswer answer =
        send(
            """
            {"from":{"email":"nobody"},"to":[{"email":"a@example.org"},{"email":"b@"},{}],
             "cc":"c@example.org","subject":7,
             "attachments":[{"content":"%%%","filename":"a.txt"}]}\
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").fieldNames())
        .toIterable()
        .contains(
            "from.email", "to.1.email", "to.2.email", "cc", "subject", "attachments.0.content");
    assertThat(answer.text("/message")).contains("more errors");
  }

  @Test
  void ifAnyRecipientIsRefusedNothingIsSent() {
    gate.relay.onRecipient("gone@example.org", Act.say("550 5.1.1 No such user"));
    HttpAnswer answer =
        send(
            """
            {"from":{"email":"sender@example.com"},"subject":"x","text":"x",
             "to":[{"email":"here@example.org"},{"email":"gone@example.org"}]}\
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path("to.1.email").path(0).asText())
        .contains("550 5.1.1 No such user");
    assertThat(answer.json().path("errors").has("to.0.email")).isFalse();
    assertThat(gate.relay.seen()).isEmpty();
  }

  @Test
  void aRecipientRefusedForNowIs503WithRetryAfter() {
    gate.relay.onRecipient("friend@example.org", Act.say("450 4.2.1 Mailbox busy"));
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).matches("\\d+");
    assertThat(answer.json().path("errors").path("to.0.email").path(0).asText())
        .contains("450 4.2.1 Mailbox busy");
  }

  @Test
  void aSenderRefusedIsToldOnFromEmail() {
    gate.relay.enqueue(Step.MAIL, Act.say("550 5.7.1 Not you"));
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path("from.email").path(0).asText())
        .contains("550 5.7.1 Not you");
  }

  @Test
  void aMessageRefusedIsToldWithTheRelaysWords() {
    gate.relay.enqueue(Step.DOT, Act.say("554 5.7.1 Looks like spam"));
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/message")).contains("554 5.7.1 Looks like spam");
  }

  @Test
  void aMessageRefusedForNowIs503WithRetryAfter() {
    gate.relay.enqueue(Step.DOT, Act.say("452 4.3.1 Full"));
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void aRelayOutOfReachIs503WithRetryAfter() {
    gate.relay.close();
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.text("/message")).contains("nothing was sent");
  }

  @Test
  void aRelayThatFallsSilentAfterTheFinalDotIsAnUnknownOutcome() {
    gate.relay.enqueue(Step.DOT, Act.stall());
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("/outcome")).isEqualTo("unknown");
    assertThat(answer.header("Retry-After")).isEmpty();
  }

  @Test
  void aSenderOutsideTheAccountsDomainsIsToldOnFromEmail() {
    gate.accounts.addDomain(gate.account.id(), "example.net");
    HttpAnswer answer = send(ApiGate.mail());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path("from.email").path(0).asText())
        .contains("#MS42207");
    assertThat(gate.relay.seen()).isEmpty();
  }

  @Test
  void lineBreaksAndNulCannotSmuggleHeadersOrCommands() {
    for (String bad : new String[] {"\\r\\nBcc: thief@example.org", "\\n", "\\r", "\\u0000"}) {
      for (String json :
          new String[] {
            ApiGate.mail().replace("\"Hello\"", "\"Hello" + bad + "\""),
            ApiGate.mail().replace("\"Friend\"", "\"Friend" + bad + "\""),
            ApiGate.mail().replace("friend@example.org", "friend" + bad + "@example.org"),
            ApiGate.mail()
                .replaceFirst(
                    "\\{",
                    "{\"headers\":[{\"name\":\"X-A\",\"value\":\"a" + jsonEscape(bad) + "\"}],"),
            ApiGate.mail()
                .replaceFirst(
                    "\\{",
                    "{\"attachments\":[{\"content\":\"aGk=\",\"filename\":\"a"
                        + jsonEscape(bad)
                        + ".txt\"}],")
          }) {
        assertThat(send(json)).as(json).extracting(HttpAnswer::status).isEqualTo(422);
      }
    }
    assertThat(gate.relay.seen()).isEmpty();
  }

  private static String jsonEscape(String text) {
    return text.replace("\\", "\\\\");
  }

  @Test
  void endOfDataInTheTextStaysInTheText() {
    HttpAnswer answer =
        send(
            ApiGate.mail()
                .replace("Hello there.", "a\\n.\\nMAIL FROM:<thief@example.org>\\r\\n.\\r\\nb"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(gate.relay.take().text()).contains("MAIL FROM:<thief@example.org>");
    FakeRelay.await(() -> gate.relay.messages().size() == 1);
    assertThat(gate.relay.commands()).noneMatch(command -> command.contains("thief"));
  }

  @Test
  void whatATemplateWouldHaveFilledInIsNotMissed() {
    HttpAnswer answer =
        send(
            """
            {"from":{"email":"sender@example.com"},"to":[{"email":"a@example.org"}],
             "template_id":"abc"}\
            """);
    assertThat(answer.json().path("errors").fieldNames())
        .toIterable()
        .containsExactly("template_id");
  }
}

package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sallyport.relay.Act;
import dev.sallyport.relay.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A conversation kept in a file, one case each:
 *
 * <pre>
 * # what it shows
 * GIVEN auth-without-tls never      before the server starts: also max-bytes, list, domain,
 *                                   relay STEP REPLY, client ADDRESS
 * C: EHLO client.example.org        a line the client sends, with CRLF
 * R: text\r\n                       octets it sends, as they are, with \r \n \0 \\
 * S: 250 2.0.0 OK                   a line the server sends; … at its end for anything more
 * DO pause-user                     something that happens meanwhile: also delete-user,
 *                                   pause-account, list, tls
 * CLOSED                            the server has closed
 * RELAYED 1                         how many messages the relay has
 * </pre>
 *
 * Lines the client sends one after the other leave as one, as pipelined commands do. {@code
 * $PLAIN}, {@code $USER} and {@code $PASSWORD} stand for a credential that is right, the last two
 * in Base64.
 */
final class Dialog {
  private final List<String> lines;
  private final StringBuilder unsent = new StringBuilder();
  private String from = "127.0.0.1";

  Dialog(List<String> lines) {
    this.lines = lines;
  }

  void run() throws IOException {
    Bench.Options options = Bench.with();
    given("auth-without-tls")
        .forEach(value ->
            options.authWithoutTls(AuthWithoutTls.valueOf(value.toUpperCase(Locale.ROOT))));
    given("max-bytes").forEach(value -> options.maxBytes(Long.parseLong(value)));
    given("client").forEach(value -> from = value);
    try (Bench bench = options.start()) {
      given("list").forEach(value -> bench.allow(value.split(" ", -1)));
      given("user-list").forEach(value -> bench.allowUser(value.split(" ", -1)));
      given("domain").forEach(bench::addDomain);
      given("monitor").forEach(value -> bench.monitor());
      given("user-monitor").forEach(value -> bench.monitorUser());
      given("relay").forEach(value -> script(bench, value));
      try (Client client = bench.connect(from)) {
        for (String line : lines) {
          play(line, bench, client);
        }
      }
    }
  }

  private List<String> given(String what) {
    String start = "GIVEN " + what;
    return lines.stream()
        .filter(line -> line.equals(start) || line.startsWith(start + " "))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }

  private static void script(Bench bench, String value) {
    String[] words = value.split(" ", 2);
    bench.relay().enqueue(Step.valueOf(words[0]), Act.say(words[1].replace("\\n", "\r\n")));
  }

  private void play(String line, Bench bench, Client client) throws IOException {
    if (line.isBlank() || line.startsWith("#") || line.startsWith("GIVEN ")) {
      return;
    }
    if (line.startsWith("C: ")) {
      unsent.append(filled(line.substring(3), bench)).append("\r\n");
    } else if (line.startsWith("R: ")) {
      unsent.append(octets(filled(line.substring(3), bench)));
    } else {
      flush(client);
      heard(line, bench, client);
    }
  }

  private void flush(Client client) throws IOException {
    if (!unsent.isEmpty()) {
      client.send(unsent.toString());
      unsent.setLength(0);
    }
  }

  private static void heard(String line, Bench bench, Client client) throws IOException {
    if (line.startsWith("S: ")) {
      hear(filled(line.substring(3), bench), client.line());
    } else if (line.equals("CLOSED")) {
      client.expectClosed();
    } else if (line.startsWith("RELAYED ")) {
      assertThat(bench.relay().seen()).hasSize(Integer.parseInt(line.substring(8)));
    } else if (line.startsWith("DO ")) {
      happen(line.substring(3), bench, client);
    } else {
      fail("no line of a dialog: " + line);
    }
  }

  private static void hear(String expected, String heard) {
    if (expected.endsWith("…")) {
      assertThat(heard).startsWith(expected.substring(0, expected.length() - 1));
    } else {
      assertThat(heard).isEqualTo(expected);
    }
  }

  private static void happen(String what, Bench bench, Client client) throws IOException {
    String[] words = what.split(" ", -1);
    switch (words[0]) {
      case "pause-user" -> bench.pauseUser();
      case "delete-user" -> bench.deleteUser();
      case "pause-account" -> bench.pauseAccount();
      case "list" -> bench.allow(words[1]);
      case "tls" -> client.startHandshake();
      default -> fail("nothing that can happen: " + what);
    }
  }

  private static String filled(String text, Bench bench) {
    return text.replace("$PLAIN", bench.plain())
        .replace("$USER", base64(bench.username()))
        .replace("$PASSWORD", base64(bench.password()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String octets(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}

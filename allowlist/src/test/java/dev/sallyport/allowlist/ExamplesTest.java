package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of README.md, word for word, and what they are said to do. */
class ExamplesTest {

  @Test
  void table() {
    Table table = Table.of(List.of(Network.of("203.0.113.0/24"), Network.of("2001:db8::/32")));
    int place = table.find(IpAddress.of("2001:db8::25")); // 1, or Table.NONE

    assertThat(place).isEqualTo(1);
  }

  @Test
  void policy() {
    long now = System.currentTimeMillis();
    Rule office = new Rule(Network.of("203.0.113.0/24"), /* paused= */ false, Rule.NEVER);
    Rule contractor = new Rule(Network.of("198.51.100.9"), false, now + 86_400_000);
    Policy policy = Policy.of(List.of(office, contractor));
    Verdict verdict = policy.decide(IpAddress.of("198.51.100.9"), now);
    String said =
        switch (verdict) {
          case Verdict.Unrestricted() -> "The list is empty.";
          case Verdict.Listed(int entry) -> "Allowed by entry " + entry;
          case Verdict.Paused(int entry) -> "Entry " + entry + " is paused.";
          case Verdict.Expired(int entry) -> "Entry " + entry + " has expired.";
          case Verdict.NotListed() -> "No entry covers this address.";
        };

    assertThat(said).isEqualTo("Allowed by entry 1");
    assertThat(policy.decide(IpAddress.of("198.51.100.9"), now + 86_400_000))
        .isEqualTo(new Verdict.Expired(1));
  }

  @Test
  void reading() {
    String answer =
        switch (Network.parse("203.0.113.7/24")) {
          case ParseResult.Parsed<Network>(Network network) -> network.toString();
          case ParseResult.Malformed<Network>(String message, List<String> suggestions) ->
              message + ParseResult.question(suggestions);
        };

    byte[] line = "client=192.0.2.1;".getBytes(StandardCharsets.US_ASCII);
    ParseResult<IpAddress> client = IpAddress.parse(line, 7, 16);

    assertThat(answer)
        .isEqualTo(
            "This range starts at 203.0.113.0. Did you mean 203.0.113.0/24, or 203.0.113.7?");
    assertThat(client).isEqualTo(new ParseResult.Parsed<>(IpAddress.of("192.0.2.1")));
  }

  @Test
  void areThoseOfTheReadme() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/dev/sallyport/allowlist/ExamplesTest.java"),
            StandardCharsets.UTF_8);
    String[] blocks = Files.readString(Path.of("README.md")).split("```java\n|```", -1);
    List<String> examples = new ArrayList<>();
    for (int i = 1; i < blocks.length; i += 2) {
      if (blocks[i].contains(";")) {
        examples.add(blocks[i].strip());
      }
    }
    assertThat(examples).hasSize(3);
    for (String example : examples) {
      assertThat(source.replaceAll("\n {4}", "\n")).contains(example);
    }
  }
}

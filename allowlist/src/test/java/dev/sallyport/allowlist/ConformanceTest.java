package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors in {@code conformance/}, which speak of any implementation, put to this one. */
class ConformanceTest {

  private static JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(Path.of("..", "conformance", file).toFile());
  }

  @Test
  void addressesThatAreAccepted() throws IOException {
    for (JsonNode vector : read("addresses.json").get("accepted")) {
      String text = vector.get("text").asText();
      assertThat(IpAddress.parse(text)).as(text).isInstanceOf(ParseResult.Parsed.class);
      IpAddress address = IpAddress.of(text);
      assertThat(address).as(text).hasToString(vector.get("canonical").asText());
      assertThat(address.isV4()).as(text).isEqualTo(vector.get("family").asInt() == 4);
    }
  }

  @Test
  void addressesThatAreRefused() throws IOException {
    for (JsonNode vector : read("addresses.json").get("refused")) {
      assertThat(IpAddress.parse(vector.get("text").asText()))
          .as(vector.toString())
          .isInstanceOf(ParseResult.Malformed.class);
    }
  }

  @Test
  void networksThatAreAccepted() throws IOException {
    for (JsonNode vector : read("networks.json").get("accepted")) {
      String text = vector.get("text").asText();
      assertThat(Network.parse(text)).as(text).isInstanceOf(ParseResult.Parsed.class);
      Network network = Network.of(text);
      assertThat(network).as(text).hasToString(vector.get("canonical").asText());
      assertThat(network.base().isV4()).as(text).isEqualTo(vector.get("family").asInt() == 4);
    }
  }

  @Test
  void networksThatAreRefused() throws IOException {
    for (JsonNode vector : read("networks.json").get("refused")) {
      assertThat(Network.parse(vector.get("text").asText()))
          .as(vector.toString())
          .isInstanceOf(ParseResult.Malformed.class);
    }
  }

  static Stream<JsonNode> tables() throws IOException {
    return read("tables.json").get("tables").valueStream();
  }

  @ParameterizedTest
  @MethodSource
  void tables(JsonNode vectors) {
    List<Network> networks =
        vectors.get("networks").valueStream().map(each -> Network.of(each.asText())).toList();
    Table table = Table.of(networks);
    for (Map.Entry<String, JsonNode> answer : vectors.get("answers").properties()) {
      assertThat(table.find(IpAddress.of(answer.getKey())))
          .as("%s: %s", vectors.get("name"), answer.getKey())
          .isEqualTo(answer.getValue().asInt());
    }
  }

  static Stream<JsonNode> lists() throws IOException {
    return read("lists.json").get("lists").valueStream();
  }

  @ParameterizedTest
  @MethodSource
  void lists(JsonNode list) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode entry : list.get("entries")) {
      rules.add(
          new Rule(
              Network.of(entry.get("network").asText()),
              entry.path("paused").asBoolean(),
              entry.path("expires_at").asLong(Rule.NEVER)));
    }
    Policy policy = Policy.of(rules);
    for (JsonNode question : list.get("questions")) {
      Verdict verdict =
          policy.decide(
              IpAddress.of(question.get("address").asText()), question.path("at").asLong(0));
      assertThat(verdict).as("%s: %s", list.get("name"), question).isEqualTo(expected(question));
      assertThat(verdict.allowed()).isEqualTo(question.get("verdict").asText().equals("allowed"));
    }
  }

  private static Verdict expected(JsonNode question) {
    int entry = question.path("entry").asInt(-1);
    String reason = question.get("reason").asText();
    return switch (reason) {
      case "unrestricted" -> new Verdict.Unrestricted();
      case "listed" -> new Verdict.Listed(entry);
      case "not_listed" -> new Verdict.NotListed();
      case "paused" -> new Verdict.Paused(entry);
      case "expired" -> new Verdict.Expired(entry);
      default -> throw new IllegalArgumentException(reason);
    };
  }
}

package dev.sallyport.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A published range file that is JSON, told by its shape. */
final class RangeJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(FileBounds.json()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What AWS and Google call a network. */
  private static final List<String> PREFIXES =
      List.of("ip_prefix", "ipv6_prefix", "ipv4Prefix", "ipv6Prefix");

  private final List<RangeFile.Row> rows = new ArrayList<>();
  private final List<EntryFile.Mistake> mistakes = new ArrayList<>();

  private RangeJson() {}

  static RangeFile read(String text) {
    RangeJson file = new RangeJson();
    RangeFile.Form form = file.form(text);
    return new RangeFile(form, file.rows, file.mistakes);
  }

  private RangeFile.Form form(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (StreamConstraintsException e) {
      mistake("", "This JSON holds more, or deeper nested, than a range file does.");
      return RangeFile.Form.UNKNOWN;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      mistake("line " + line, "This is not JSON.");
      return RangeFile.Form.UNKNOWN;
    }
    if (root.isArray()) {
      strings("", root, Map.of());
      return RangeFile.Form.LIST;
    }
    if (root.path("prefixes").isArray()) {
      prefixes("prefixes", root.path("prefixes"));
      prefixes("ipv6_prefixes", root.path("ipv6_prefixes"));
      boolean aws = root.has("ipv6_prefixes") || root.path("prefixes").path(0).has("ip_prefix");
      return aws ? RangeFile.Form.AWS : RangeFile.Form.GOOGLE;
    }
    if (root.path("values").path(0).path("properties").path("addressPrefixes").isArray()) {
      serviceTags(root.path("values"));
      return RangeFile.Form.AZURE;
    }
    keyed(root.path("result").isObject() ? root.path("result") : root);
    if (rows.isEmpty()) {
      mistake(
          "",
          "This JSON is of no form known here: that of AWS, Google Cloud, Azure or GitHub, or lists"
              + " of networks by key.");
      return RangeFile.Form.UNKNOWN;
    }
    return RangeFile.Form.KEYED;
  }

  private void prefixes(String list, JsonNode array) {
    int number = 0;
    for (JsonNode each : array) {
      String place = list + "[" + number++ + "]";
      String prefix =
          PREFIXES.stream().filter(name -> each.path(name).isTextual()).findFirst().orElse("");
      if (prefix.isEmpty()) {
        mistake(place, "There is no network, such as an ip_prefix.");
        continue;
      }
      Map<String, String> tags = new HashMap<>();
      each.properties()
          .forEach(field -> {
            if (!PREFIXES.contains(field.getKey()) && field.getValue().isTextual()) {
              tags.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asText());
            }
          });
      rows.add(new RangeFile.Row(place, each.path(prefix).asText(), tags));
    }
  }

  private void serviceTags(JsonNode values) {
    for (JsonNode value : values) {
      String tag = value.path("name").asText();
      JsonNode properties = value.path("properties");
      Map<String, String> tags = new HashMap<>();
      tags.put("tag", tag);
      put(tags, "region", properties.path("region"));
      put(tags, "service", properties.path("systemService"));
      strings(tag, properties.path("addressPrefixes"), tags);
    }
  }

  private static void put(Map<String, String> tags, String name, JsonNode value) {
    if (!value.asText().isEmpty()) {
      tags.put(name, value.asText());
    }
  }

  /** Lists that begin with a network; others hold something else, such as keys of a host. */
  private void keyed(JsonNode object) {
    object
        .properties()
        .forEach(field -> {
          JsonNode first = field.getValue().path(0);
          if (first.isTextual()
              && Network.parse(first.asText()) instanceof ParseResult.Parsed<Network>) {
            strings(field.getKey(), field.getValue(), Map.of("key", field.getKey()));
          }
        });
  }

  private void strings(String list, JsonNode array, Map<String, String> tags) {
    int number = 0;
    for (JsonNode each : array) {
      String place = list + "[" + number++ + "]";
      if (each.isTextual()) {
        rows.add(new RangeFile.Row(place, each.asText(), tags));
      } else {
        mistake(place, "This is not a text with a network.");
      }
    }
  }

  private void mistake(String place, String message) {
    if (mistakes.size() < RangeFile.MOST_MISTAKES) {
      mistakes.add(new EntryFile.Mistake(place, message));
    }
  }
}

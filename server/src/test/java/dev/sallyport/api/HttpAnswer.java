package dev.sallyport.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An answer as it came over the wire. */
record HttpAnswer(int status, List<String> headers, String body) {

  /** The value of a header; empty where it is not there. */
  String header(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  JsonNode json() {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + this, e);
    }
  }

  /** A text at a JSON pointer such as {@code /data/id}. */
  String text(String pointer) {
    return json().at(pointer).asText();
  }
}

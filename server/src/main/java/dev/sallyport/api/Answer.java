package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a caller is answered.
 *
 * @param status the HTTP status
 * @param headers in the order they are written
 * @param body sent in UTF-8; empty for none
 */
record Answer(int status, Map<String, String> headers, String body) {
  private static final String JSON = "application/json; charset=utf-8";

  Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of("Content-Type", JSON), Json.text(body));
  }

  static Answer message(int status, String message) {
    return json(status, Json.object().put("message", message));
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer text(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  /** A temporary failure, with the seconds to wait. */
  static Answer tryAgain(int status, int seconds, String message) {
    return message(status, message).with("Retry-After", Integer.toString(seconds));
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}

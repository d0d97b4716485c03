package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The codes of warnings that a caller has read and accepts. */
final class Acknowledgement {
  private Acknowledgement() {}

  /** From {@code acknowledge} in the body, and {@code ?acknowledge=} once or more, with commas. */
  static Set<String> of(Exchange exchange, JsonNode body, FieldErrors errors) {
    Set<String> codes = new LinkedHashSet<>();
    for (String value : exchange.query("acknowledge")) {
      for (String code : value.split(",", -1)) {
        if (!code.isBlank()) {
          codes.add(code.strip());
        }
      }
    }
    JsonNode written = body.path("acknowledge");
    if (written.isMissingNode() || written.isNull()) {
      return codes;
    }
    if (written.isTextual()) {
      codes.add(written.textValue());
      return codes;
    }
    for (JsonNode code : written) {
      if (code.isTextual()) {
        codes.add(code.textValue());
      }
    }
    if (!written.isArray()) {
      errors.add("acknowledge", "The acknowledge must be a list of warning codes.");
    }
    return codes;
  }
}

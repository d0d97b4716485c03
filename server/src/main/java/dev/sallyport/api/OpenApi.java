package dev.sallyport.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of this API for machines, OpenAPI 3.1. */
final class OpenApi {
  static final String PATH = "/openapi.yaml";

  private static final String RESOURCE = "openapi.yaml";
  private static final String TYPE = "application/yaml; charset=utf-8";

  private OpenApi() {}

  static String read() {
    try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer answer(String document) {
    return Answer.text(200, TYPE, document).with("Cache-Control", "no-cache");
  }
}

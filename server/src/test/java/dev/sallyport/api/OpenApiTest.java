package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /** Served by the program itself. */
  private static final Set<String> BESIDE_THE_API = Set.of("get /health/live", "get /health/ready");

  private static final Pattern REFERENCE = Pattern.compile("\"#/([^\"]+)\"");

  private static Map<?, ?> document() {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(OpenApi.read());
  }

  @Test
  void describesEachRouteAndNoOther(@TempDir Path folder) {
    Set<String> described = new TreeSet<>();
    ((Map<?, ?>) Objects.requireNonNull(document().get("paths")))
        .forEach((path, item) ->
            ((Map<?, ?>) item)
                .keySet().stream()
                    .map(String::valueOf)
                    .filter(METHODS::contains)
                    .forEach(method -> described.add(method + " " + path)));
    Set<String> there = new TreeSet<>();
    there.add("get " + OpenApi.PATH);
    there.addAll(BESIDE_THE_API);
    try (ApiGate gate = ApiGate.start(folder)) {
      gate.api
          .routes()
          .forEach(
              route -> there.add(route.method().toLowerCase(Locale.ROOT) + " " + route.path()));
      assertThat(gate.callWithout().get(OpenApi.PATH).body()).isEqualTo(OpenApi.read());
    }
    assertThat(described).isEqualTo(there);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Map<?, ?> document = document();
    Matcher references = REFERENCE.matcher(OpenApi.read());
    while (references.find()) {
      Object at = document;
      for (String step : references.group(1).split("/", -1)) {
        at = at instanceof Map<?, ?> map ? map.get(step) : null;
      }
      assertThat(at).as(references.group(1)).isNotNull();
    }
  }
}

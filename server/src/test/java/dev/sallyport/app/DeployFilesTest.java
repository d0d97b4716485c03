package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What lies in deploy/ and stands in the guides goes with the program as it is. */
final class DeployFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DEPLOY = ROOT.resolve("deploy");

  @TempDir private Path home;

  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> all = Files.walk(DEPLOY)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(DEPLOY.resolve("target")))
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private static List<Path> yamlFiles() throws IOException {
    return files(".yaml", ".yml");
  }

  private static Iterable<Object> documents(Path file) throws IOException {
    return new Load(LoadSettings.builder().setLabel(file.toString()).build())
        .loadAllFromString(Files.readString(file));
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private void assertReadable(String settings) throws IOException {
    Files.writeString(home.resolve("sallyport.yaml"), settings);
    assertThatCode(() -> SettingsReader.read(home, Map.of(), List.of()))
        .as(settings)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("yamlFiles")
  void yamlIsYaml(Path file) {
    assertThatCode(() -> documents(file).forEach(document -> assertThat(document).isNotNull()))
        .doesNotThrowAnyException();
  }

  @Test
  void theDashboardOfGrafanaIsJson() throws IOException {
    assertThat(new ObjectMapper().readTree(DEPLOY.resolve("grafana/sallyport.json").toFile()))
        .isNotEmpty();
  }

  @Test
  void theSettingsOfTheServiceAreRead() throws IOException {
    assertReadable(Files.readString(DEPLOY.resolve("systemd/sallyport.yaml")));
  }

  @Test
  void theSettingsOfKubernetesAreRead() throws IOException {
    for (Object document : documents(DEPLOY.resolve("kubernetes/sallyport.yaml"))) {
      if (document instanceof Map<?, ?> map
          && "ConfigMap".equals(map.get("kind"))
          && map.get("data") instanceof Map<?, ?> data) {
        assertReadable(String.valueOf(data.get("sallyport.yaml")));
        return;
      }
    }
    throw new AssertionError("There is no ConfigMap.");
  }

  @Test
  void theVariablesOfTheContainerAreRead() throws IOException {
    Map<String, String> variables = new TreeMap<>();
    Pattern.compile("(SALLYPORT_[A-Z_]+)=(\\S+)")
        .matcher(Files.readString(DEPLOY.resolve("container/Containerfile")))
        .results()
        .forEach(match -> variables.put(match.group(1), match.group(2)));
    assertThat(variables).containsKey("SALLYPORT_HTTP_LISTEN");
    variables.put("SALLYPORT_RELAY_URL", "smtp://relay:25");
    assertThatCode(() -> SettingsReader.read(home, variables, List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void everyVariableNamesASetting() throws IOException {
    Set<String> known = new TreeSet<>(Set.of("SALLYPORT_HOME"));
    SettingNames.ALL.forEach(setting -> known.add(setting.environmentName()));
    for (Path file : files("")) {
      assertThat(found("\\b(SALLYPORT_[A-Z_]+)\\b", Files.readString(file)))
          .as(file.toString())
          .isSubsetOf(known);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy.cfg", "nginx.conf"})
  void theSettingsThatGoWithAProxyAreRead(String file) throws IOException {
    List<String> lines =
        found("^#   ([a-z]+\\.[a-z-]+: .*)$", Files.readString(DEPLOY.resolve(file)));
    assertThat(lines).isNotEmpty();
    assertReadable(String.join("\n", lines));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/settings.md", "docs/deploy.md", "docs/backup.md"})
  void theSettingsInTheGuidesAreRead(String guide) throws IOException {
    for (String block : found("(?s)^```yaml\\n(.*?)^```", Files.readString(ROOT.resolve(guide)))) {
      assertReadable(block);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/alerts.yml", "grafana/sallyport.json"})
  void everyMetricThatIsAskedForIsThere(String file) throws Exception {
    Set<String> asked =
        new TreeSet<>(found("\\b(sallyport_[a-z_]+)\\b", Files.readString(DEPLOY.resolve(file))));
    assertThat(asked).isNotEmpty();
    assertThat(found("^(sallyport_[a-z_]+)", metrics())).containsAll(asked);
  }

  private String metrics() throws IOException, InterruptedException {
    List<String> free =
        Stream.of("http.listen", "smtp.listen", "smtps.listen", "admin.listen")
            .map(name -> name + "=127.0.0.1:0")
            .toList();
    try (Gate.Running gate =
            Gate.open(SettingsReader.read(home, Map.of(), free), Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient()) {
      InetSocketAddress admin = gate.admin().getFirst();
      URI page = URI.create("http://127.0.0.1:" + admin.getPort() + "/metrics");
      return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
  }
}

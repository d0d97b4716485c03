package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandFrameTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @SuppressWarnings("UnusedVariable") // read by JUnit, by name
  private static final List<String> COMMANDS = commands();

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
  }

  private static List<String> commands() {
    List<String> found = new ArrayList<>();
    Surroundings nowhere =
        new Surroundings(
            Path.of("."),
            Map.of(),
            java.io.InputStream.nullInputStream(),
            new java.io.PrintWriter(java.io.Writer.nullWriter()),
            new java.io.PrintWriter(java.io.Writer.nullWriter()),
            null,
            java.time.Clock.systemUTC());
    collect(RootCommand.commandLine(nowhere), "", found);
    return found;
  }

  private static void collect(CommandLine line, String path, List<String> found) {
    line.getSubcommands()
        .forEach((name, sub) -> {
          String full = (path + " " + name).strip();
          found.add(full);
          collect(sub, full, found);
        });
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void everyCommandAnswersHelp(String command) {
    Ran ran =
        house.run(
            Stream.of(command.split(" "), new String[] {"--help"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: sallyport " + command);
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "account",
        "account create",
        "token create acme",
        "allowlist list",
        "account list --jsn",
        "allowlist history acme --limit many"
      })
  void badUsageExitsWithTwoAndSaysHow(String arguments) {
    Ran ran = house.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("sallyport: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account list",
        "token list acme",
        "allowlist list acme",
        "member reset-password a@example.com --password-stdin"
      })
  void onlyMakersOfStoresMakeOne(String arguments) {
    Ran ran = house.runWith("long enough password\n", arguments.split(" "));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("There is no store");
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void anUnknownSettingStopsACommandAndIsNamed() {
    house.environment("SALLYPORT_NONSENSE", "1");
    Ran ran = house.run("account", "list");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("SALLYPORT_NONSENSE").hasLineCount(1);
  }

  @Test
  void anUnknownSettingOnTheCommandLineIsBadUsage() {
    assertThat(house.run("account", "list", "--set", "nonsense=1").code()).isEqualTo(2);
  }

  @Test
  void theDataFolderIsTakenFromTheSettings() {
    house.succeed("account", "create", "acme", "--plan", "starter", "--set", "data.dir=else");
    assertThat(home.resolve("else/sallyport.db")).exists();
  }

  @Test
  void settingsAreListedWithTheirSources() {
    house.environment("SALLYPORT_HTTP_LISTEN", "127.0.0.1:1");
    assertThat(house.succeed("settings").out())
        .contains("http.listen = 127.0.0.1:1   from SALLYPORT_HTTP_LISTEN")
        .contains("smtp.listen = 127.0.0.1:2525\n");
  }

  @Test
  void settingsHideAPasswordInEveryForm() {
    String url = "relay.url=smtps://user:hunter2@relay.example.com:465";
    assertThat(house.succeed("settings", "--set", url).out()).doesNotContain("hunter2");
    assertThat(house.succeed("settings", "--json", "--set", url).out())
        .contains("relay.example.com")
        .doesNotContain("hunter2");
  }

  @Test
  void everySettingIsInTheGuide() throws java.io.IOException {
    String guide = Files.readString(Path.of("../docs/settings.md"));
    assertThat(SettingNames.ALL)
        .allSatisfy(setting ->
            assertThat(guide)
                .contains(
                    "| `%s` | %s | %s |"
                        .formatted(
                            setting.name(),
                            setting.defaultText().isEmpty()
                                ? ""
                                : "`" + setting.defaultText() + "`",
                            setting.meaning())));
  }

  @Test
  void everyCommandIsInTheGuide() throws java.io.IOException {
    String guide = Files.readString(Path.of("../docs/commands.md"));
    assertThat(COMMANDS).allSatisfy(command -> assertThat(guide).contains("sallyport " + command));
  }
}

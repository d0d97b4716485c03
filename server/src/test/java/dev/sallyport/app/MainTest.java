package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, run from a folder that is not its own. */
final class MainTest {
  @TempDir private Path folder;

  private CommandHouse.Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsallyport.home=" + folder.resolve("home"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(folder.resolve("elsewhere"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("elsewhere").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the command did not end");
    }
    return new CommandHouse.Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void theProcessExitsWithTheCodeOfTheCommandAndSaysNothingElse() throws Exception {
    CommandHouse.Ran made = run("account", "create", "acme", "--plan", "starter", "--json");
    assertThat(made.code()).isZero();
    assertThat(made.err()).isEmpty();
    assertThat(made.out()).contains("\"name\":\"acme\"").hasLineCount(1);
    assertThat(folder.resolve("home/data/sallyport.db")).exists();

    CommandHouse.Ran refused = run("account", "create", "acme", "--plan", "starter");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("sallyport: name: ").hasLineCount(1);

    assertThat(run("account", "creat").code()).isEqualTo(2);
  }

  @Test
  void aBadSettingStopsTheStartWithOneLine() throws Exception {
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("home/sallyport.yaml"), "http:\n  lissten: 127.0.0.1:0\n");
    CommandHouse.Ran ran = run("serve");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "sallyport: sallyport.yaml:2: there is no setting http.lissten; did you mean"
                + " http.listen?\n");
  }
}

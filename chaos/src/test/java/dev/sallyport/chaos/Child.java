package dev.sallyport.chaos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of ours, that can be killed and stopped in its tracks. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  private Child(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param log where its standard error is added
   */
  static Child start(Path log, List<String> options, String main, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    File file = log.toFile();
    return new Child(new ProcessBuilder(command).redirectError(Redirect.appendTo(file)).start());
  }

  /** The next line it says, or what it says at its end. */
  String line() throws IOException {
    String line = out.readLine();
    return line == null ? "it ended" : line;
  }

  void tell(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  /** SIGKILL: nothing of it runs when this returns. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; whether it ended within the time. */
  boolean stop(long seconds) throws InterruptedException {
    // Java's own way closes the streams too, and the process would take us for gone.
    Signals.send("TERM", process.toHandle());
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  void freeze() {
    Signals.send("STOP", process.toHandle());
  }

  void thaw() {
    Signals.send("CONT", process.toHandle());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

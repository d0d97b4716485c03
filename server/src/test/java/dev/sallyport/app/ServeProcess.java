package dev.sallyport.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code sallyport serve} in a process of its own, on free ports, so that it can be killed. */
final class ServeProcess implements AutoCloseable {
  private final Process process;
  private final JsonNode ready;

  private ServeProcess(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
  }

  /** Starts one on that data folder; it is ready when this returns. */
  static ServeProcess start(Path home, Path dataDir, String... settings) throws IOException {
    return start(List.of("-XX:TieredStopAtLevel=1"), home, dataDir, settings);
  }

  /** Starts one with the options that the archive's command gives, to be measured. */
  static ServeProcess startAsDeployed(Path home, Path dataDir, String... settings)
      throws IOException {
    return start(
        List.of("-XX:+UseSerialGC", "-Xms64m", "-XX:NewSize=32m"), home, dataDir, settings);
  }

  private static ServeProcess start(
      List<String> options, Path home, Path dataDir, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dsallyport.home=" + home,
            // Logs of a test go to standard output, where the document is.
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.sallyport.app.Main",
            "serve",
            "--json"));
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.dir=" + dataDir,
                "http.listen=127.0.0.1:0",
                "smtp.listen=127.0.0.1:0",
                "smtps.listen=127.0.0.1:0",
                "admin.listen=127.0.0.1:0",
                "shutdown.delay=0s"));
    all.addAll(List.of(settings));
    for (String setting : all) {
      command.add("--set");
      command.add(setting);
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // The document ends where its last brace closes, while the stream stays open.
    JsonNode ready = new ObjectMapper().readTree(process.getInputStream());
    if (ready == null || !ready.path("status").asText().equals("ready")) {
      process.destroyForcibly();
      throw new IOException("serve did not get ready: " + ready);
    }
    return new ServeProcess(process, ready);
  }

  /** What all its threads have taken of the processors since it began. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** What of its memory is in the machine's, as Linux tells. */
  long residentBytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    String line =
        Files.readAllLines(status).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
  }

  String url() {
    return "http://" + ready.path("http").path(0).asText();
  }

  String adminUrl() {
    return "http://" + ready.path("admin").path(0).asText();
  }

  /** {@code host:port} of the first STARTTLS listener. */
  String smtp() {
    return ready.path("smtp").path(0).asText();
  }

  /** SIGKILL: nothing of the process runs after it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; true where it ended in good order within the time. */
  boolean stop(long seconds) throws InterruptedException {
    process.destroy();
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

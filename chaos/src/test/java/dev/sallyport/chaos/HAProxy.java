package dev.sallyport.chaos;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy with the configuration in {@code deploy/}, before two nodes. */
final class HAProxy implements AutoCloseable {
  private final int http;
  private final int smtp;
  private final Process process;

  HAProxy(List<Node> nodes, Path folder) throws IOException {
    http = Ports.free();
    smtp = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(program().orElseThrow(), "-db", "-f", "../deploy/haproxy.cfg")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(folder.resolve("haproxy.log").toFile()));
    Map<String, String> environment = builder.environment();
    environment.put("BIND", "127.0.0.1");
    environment.put("HTTP_PORT", Integer.toString(http));
    environment.put("SMTP_PORT", Integer.toString(smtp));
    environment.put("SMTPS_PORT", Integer.toString(Ports.free()));
    for (int i = 0; i < nodes.size(); i++) {
      String name = "NODE_" + (i + 1);
      environment.put(name, "127.0.0.1");
      environment.put(name + "_HTTP", Integer.toString(nodes.get(i).http()));
      environment.put(name + "_SMTP", Integer.toString(nodes.get(i).smtp()));
      environment.put(name + "_SMTPS", Integer.toString(nodes.get(i).smtp()));
    }
    process = builder.start();
  }

  /** Whether it is installed. */
  static boolean isThere() {
    return program().isPresent();
  }

  private static Optional<String> program() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "haproxy"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  int http() {
    return http;
  }

  int smtp() {
    return smtp;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.sallyport.chaos;

import dev.sallyport.app.SteppedNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node: its process, its ports, and its stretches of network to the database and the relay. */
final class Node implements AutoCloseable {
  private final String name;
  private final Path folder;
  private final Path data;
  private final Link toDatabase;
  private final Link toRelay;
  private final int http;
  private final int smtp;
  private final List<String> settings;
  private @Nullable Child child;

  /**
   * Makes one that is not started.
   *
   * @param folder for logs
   * @param data its {@code data.dir}
   * @param settings besides those that every node has
   */
  Node(String name, Path folder, Path data, int database, int relay, List<String> settings)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.data = data;
    this.toDatabase = Link.to(database);
    this.toRelay = Link.to(relay);
    this.http = Ports.free();
    this.smtp = Ports.free();
    this.settings = new ArrayList<>(settings);
  }

  String name() {
    return name;
  }

  int http() {
    return http;
  }

  int smtp() {
    return smtp;
  }

  Link toDatabase() {
    return toDatabase;
  }

  Link toRelay() {
    return toRelay;
  }

  Path data() {
    return data;
  }

  /** Starts it; it accepts when this returns. */
  void start() throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.dir=" + data,
                "http.listen=127.0.0.1:" + http,
                "smtp.listen=127.0.0.1:" + smtp,
                "smtps.listen=127.0.0.1:0",
                "admin.listen=127.0.0.1:0",
                "smtp.auth-without-tls=always",
                "secrets.key-file=" + folder.resolve("secrets.key"),
                "database.url=" + Database.url(toDatabase.port()) + "&socketTimeout=4",
                "relay.url=smtp://127.0.0.1:" + toRelay.port()));
    all.addAll(settings);
    List<String> arguments = new ArrayList<>(List.of("serve"));
    all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    Child started =
        Child.start(
            folder.resolve(name + ".log"),
            List.of(
                "-Xmx256m",
                "-Dsallyport.home=" + folder,
                "-Dlogback.configurationFile=logback.xml"),
            SteppedNode.class.getName(),
            arguments);
    child = started;
    String line = started.line();
    while (!line.contains("sallyport is ready")) {
      if (line.equals("it ended")) {
        throw new IOException(name + " did not start, see " + folder.resolve(name + ".log"));
      }
      line = started.line();
    }
    // Nobody reads what it says from here on; it is little.
  }

  private Child child() {
    Child running = child;
    if (running == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return running;
  }

  void kill() throws InterruptedException {
    child().kill();
  }

  /** SIGTERM; whether it ended within the time. */
  boolean stop(long seconds) throws InterruptedException {
    return child().stop(seconds);
  }

  void freeze() {
    child().freeze();
  }

  void thaw() {
    child().thaw();
  }

  void stepClock(Duration ahead) throws IOException {
    child().tell(Long.toString(ahead.toMillis()));
  }

  @Override
  public void close() throws IOException {
    if (child != null) {
      child.close();
    }
    toDatabase.close();
    toRelay.close();
  }
}

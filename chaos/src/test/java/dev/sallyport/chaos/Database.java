package dev.sallyport.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that can be killed, stopped in its tracks, and started again. */
final class Database implements AutoCloseable {
  private static final int TRIES = 80;

  private final Path folder;
  private final Path log;
  private final int port;
  private final EmbeddedPostgres server;

  /** How the server was started, to start it so again. */
  private final List<String> command;

  Database(Path folder) throws IOException {
    this.folder = folder.resolve("postgres");
    this.log = folder.resolve("postgres.log");
    this.port = Ports.free();
    this.server =
        EmbeddedPostgres.builder()
            .setDataDirectory(this.folder)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("max_connections", "100")
            // What a real server does, and tests have no need of else: what was committed outlives
            // a
            // kill.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setOutputRedirector(Redirect.appendTo(log.toFile()))
            .setErrorRedirector(Redirect.appendTo(log.toFile()))
            .start();
    this.command = command(processes().getFirst());
  }

  /** A superuser may not run it, and is nobody in a name space of its own. */
  private static List<String> command(ProcessHandle main) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(main.info().command().orElseThrow());
    command.addAll(List.of(main.info().arguments().orElseThrow()));
    return command;
  }

  int port() {
    return port;
  }

  /** For whoever is to reach it by that port, which may be a link's. */
  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /** SIGSTOP: connections are taken and nothing is ever said. */
  void freeze() throws IOException {
    processes().forEach(process -> Signals.send("STOP", process));
  }

  void thaw() throws IOException {
    processes().forEach(process -> Signals.send("CONT", process));
  }

  void kill() throws IOException {
    processes().forEach(process -> Signals.send("KILL", process));
  }

  /** After a {@link #kill}; it answers when this returns. */
  void startAgain() throws IOException, InterruptedException {
    Process starting = begin();
    for (int tries = 1; !answers(); tries++) {
      if (tries == TRIES) {
        throw new IOException("the database did not start again, see " + log);
      }
      if (!starting.isAlive()) {
        // What is left of the one before may need a moment to go.
        starting = begin();
      }
      Thread.sleep(250);
    }
  }

  private Process begin() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()))
        .start();
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url(port))) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private List<ProcessHandle> processes() throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
    return ProcessHandle.of(pid).stream()
        .flatMap(main -> Stream.concat(Stream.of(main), main.descendants()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    thaw();
    server.close();
  }
}

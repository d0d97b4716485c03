package dev.sallyport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The relay's process, as the one who commands it sees it. */
final class Relay implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final long seed;
  private Child child;

  Relay(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.port = Ports.free();
    this.seed = seed;
    this.child = start();
  }

  private Child start() throws IOException {
    Child started =
        Child.start(
            folder.resolve("relay.log"),
            List.of("-Xmx64m"),
            RelayMain.class.getName(),
            List.of(Integer.toString(port), taken().toString(), Long.toString(seed)));
    String line = started.line();
    if (!line.equals("ready")) {
      throw new IOException("the relay did not start: " + line);
    }
    return started;
  }

  private Path taken() {
    return folder.resolve("taken");
  }

  int port() {
    return port;
  }

  void be(RelayMain.Mood mood) throws IOException {
    child.tell(mood.name());
    String _ = child.line();
  }

  void kill() throws InterruptedException {
    child.kill();
  }

  void startAgain() throws IOException {
    child = start();
  }

  /** The subjects of all messages taken, in order. */
  List<String> messages() throws IOException {
    return Files.exists(taken()) ? Files.readAllLines(taken()) : List.of();
  }

  @Override
  public void close() {
    child.close();
  }
}

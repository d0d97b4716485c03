package dev.sallyport.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that a process can be started on again. */
final class Ports {
  private static final int FIRST = 21_000;
  private static final int LAST = 30_000;
  private static int next = FIRST + (int) (ProcessHandle.current().pid() % 80) * 100;

  private Ports() {}

  /** One that nothing listened on a moment ago; below those that outgoing connections take. */
  static synchronized int free() throws IOException {
    while (next < LAST) {
      next++;
      if (isFree(next)) {
        return next;
      }
    }
    throw new IOException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}

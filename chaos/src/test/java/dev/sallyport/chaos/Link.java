package dev.sallyport.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stretch of network: takes connections on a port of its own and carries them to another. It can
 * be cut, go silent, or be slow; so neither name spaces nor a superuser are needed.
 */
final class Link implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final int CONNECT_MILLIS = 1_000;
  private static final int PIECE = 16 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private State state = State.WHOLE;

  private enum State {
    WHOLE,
    /** Connections break, new ones too. */
    CUT,
    /** Nothing is carried, and nobody is told. */
    SILENT,
    /** Each piece is held up for a while. */
    SLOW
  }

  private Link(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static Link to(int target) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(HERE, 0), 256);
    Link link = new Link(server, target);
    Thread.ofVirtual().name("link").start(link::accept);
    return link;
  }

  int port() {
    return server.getLocalPort();
  }

  void cut() {
    become(State.CUT);
    open.forEach(Link::reset);
  }

  void silence() {
    become(State.SILENT);
  }

  void slow() {
    become(State.SLOW);
  }

  /** What was held back goes on. */
  void heal() {
    become(State.WHOLE);
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  private synchronized State awaitSound() throws InterruptedException {
    while (state == State.SILENT) {
      wait();
    }
    return state;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        open.add(caller);
        Thread.ofVirtual().start(() -> carry(caller));
      } catch (IOException e) {
        // It was closed.
        return;
      }
    }
  }

  private void carry(Socket caller) {
    Socket callee = new Socket();
    open.add(callee);
    try {
      if (awaitSound() == State.CUT) {
        throw new IOException("cut");
      }
      callee.connect(new InetSocketAddress(HERE, target), CONNECT_MILLIS);
      caller.setTcpNoDelay(true);
      callee.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(callee, caller));
      pump(caller, callee);
      back.join();
    } catch (IOException e) {
      reset(caller);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(caller);
      end(callee);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (awaitSound() == State.SLOW) {
          Thread.sleep(50);
        }
        out.write(piece, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
      return;
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is gone.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}

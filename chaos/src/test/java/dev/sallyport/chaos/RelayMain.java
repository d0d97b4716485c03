package dev.sallyport.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * The relay, in a process of its own: files the subject of each message on disk before it says yes,
 * and does as it is told by lines on standard input: the name of a {@link Mood}.
 */
final class RelayMain {
  private static final int SLOW_MILLIS = 700;

  /** How it treats each message. */
  enum Mood {
    KIND,
    /** The reply after the dot takes its time. */
    SLOW,
    /** 4xx or 5xx, at RCPT or after the dot. */
    REFUSING,
    /** After the dot the connection breaks, the message taken or not. */
    DROPPING,
    /** After the dot nothing more is heard, the message taken or not. */
    SILENT
  }

  private final FileChannel file;
  private final Random random;
  private volatile Mood mood = Mood.KIND;

  private RelayMain(FileChannel file, Random random) {
    this.file = file;
    this.random = random;
  }

  /** Arguments: the port, the file, a seed. */
  public static void main(String[] args) throws IOException {
    try (ServerSocket server = new ServerSocket();
        FileChannel file =
            FileChannel.open(
                Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      server.bind(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(args[0])),
          256);
      RelayMain relay = new RelayMain(file, new Random(Long.parseLong(args[2])));
      Thread.ofPlatform().daemon().start(relay::obey);
      System.out.println("ready");
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> relay.serve(socket));
      }
    }
  }

  private void obey() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        mood = Mood.valueOf(line.strip());
        System.out.println("so be it");
      }
    } catch (IOException e) {
      // Whoever commands it is gone, and so it goes.
    }
    System.exit(0);
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      converse(socket);
    } catch (IOException e) {
      // The node went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(Socket socket) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    say(out, "220 relay ESMTP");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
      switch (verb) {
        case "EHLO" -> say(out, "250-relay\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8");
        case "RCPT" -> say(out, refuses(4) ? refusal() : "250 2.1.5 OK");
        case "DATA" -> {
          say(out, "354 Go ahead");
          if (!message(in, out)) {
            return;
          }
        }
        case "QUIT" -> {
          say(out, "221 2.0.0 Bye");
          return;
        }
        default -> say(out, "250 2.0.0 OK");
      }
    }
  }

  /** False where the connection is to end. */
  private boolean message(BufferedReader in, OutputStream out)
      throws IOException, InterruptedException {
    String subject = "";
    while (true) {
      String line = in.readLine();
      if (line == null) {
        return false;
      }
      if (line.equals(".")) {
        break;
      }
      if (subject.isEmpty() && line.startsWith("Subject: ")) {
        subject = line.substring("Subject: ".length());
      }
    }
    Mood now = mood;
    switch (now) {
      case KIND -> file(subject);
      case SLOW -> {
        file(subject);
        Thread.sleep(SLOW_MILLIS);
      }
      case REFUSING -> {
        if (refuses(2)) {
          say(out, refusal());
          return true;
        }
        file(subject);
      }
      case DROPPING -> {
        if (random.nextBoolean()) {
          file(subject);
        }
        return false;
      }
      case SILENT -> {
        if (random.nextBoolean()) {
          file(subject);
        }
        // Until the node has had enough.
        return in.readLine() != null;
      }
    }
    say(out, "250 2.0.0 Taken");
    return true;
  }

  private boolean refuses(int oneIn) {
    return mood == Mood.REFUSING && random.nextInt(oneIn) == 0;
  }

  private String refusal() {
    return random.nextBoolean() ? "451 4.3.0 Not now" : "550 5.7.1 Never";
  }

  private synchronized void file(String subject) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((subject + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      file.write(line);
    }
    file.force(false);
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}

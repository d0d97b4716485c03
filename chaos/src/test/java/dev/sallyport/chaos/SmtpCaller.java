package dev.sallyport.chaos;

import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** One SMTP session, in which messages are sent one after the other. */
final class SmtpCaller implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;

  /** What became of a message, and what it shows of the list. */
  record Sent(Fate fate, Verdict verdict, String words, boolean goesOn) {}

  private SmtpCaller(Socket socket) throws IOException {
    this.socket = socket;
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    this.out = socket.getOutputStream();
  }

  /** Connects; {@link #signIn} must follow. */
  static SmtpCaller connect(int port, String from, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
          Math.toIntExact(patience.toMillis()));
      return new SmtpCaller(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Says hello and authenticates; a session that did not get in has sent nothing. */
  Sent signIn(String user, String password) {
    try {
      String reply = reply();
      if (reply.startsWith("220")) {
        reply = say("EHLO caller.example.com");
      }
      if (reply.startsWith("250")) {
        String plain = "\0" + user + "\0" + password;
        reply =
            say(
                "AUTH PLAIN "
                    + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
      }
      return reply.startsWith("235")
          ? new Sent(Fate.NO_MESSAGE, Verdict.ALLOWED, reply, true)
          : turnedAway(reply);
    } catch (IOException e) {
      return new Sent(Fate.TEMPORARY, Verdict.NONE, e.toString(), false);
    }
  }

  /** Sends one message with that subject. */
  Sent send(String subject) {
    Verdict verdict = Verdict.NONE;
    boolean whole = false;
    try {
      String reply = say("MAIL FROM:<a@example.com>");
      if (!reply.startsWith("250")) {
        return turnedAway(reply);
      }
      verdict = Verdict.ALLOWED;
      reply = say("RCPT TO:<b@example.net>");
      if (reply.startsWith("250")) {
        reply = say("DATA");
      }
      if (reply.startsWith("354")) {
        String message =
            "From: a@example.com\r\nTo: b@example.net\r\nSubject: " + subject + "\r\n\r\nHi.\r\n";
        write(message);
        // Where this fails, a part of it may have gone out all the same.
        whole = true;
        reply = say(".");
      }
      return done(reply, verdict);
    } catch (IOException e) {
      return new Sent(whole ? Fate.UNKNOWN : Fate.TEMPORARY, verdict, e.toString(), false);
    }
  }

  private static Sent turnedAway(String reply) {
    Verdict verdict = reply.contains("is not on this account") ? Verdict.DENIED : Verdict.NONE;
    Fate fate = reply.startsWith("4") ? Fate.TEMPORARY : Fate.REFUSED;
    // Nobody here has a wrong password, and none is taken away.
    boolean wrong = fate == Fate.REFUSED && verdict == Verdict.NONE;
    return new Sent(wrong ? Fate.WRONG : fate, verdict, reply, false);
  }

  private Sent done(String reply, Verdict verdict) throws IOException {
    Fate fate =
        switch (reply.charAt(0)) {
          case '2' -> Fate.ACCEPTED;
          case '5' -> Fate.REFUSED;
          default -> reply.startsWith("451 4.4.2") ? Fate.UNKNOWN : Fate.TEMPORARY;
        };
    boolean denied = reply.contains("is not on this account");
    boolean goesOn = !reply.startsWith("421");
    if (goesOn && fate != Fate.ACCEPTED) {
      try {
        goesOn = say("RSET").startsWith("250");
      } catch (IOException e) {
        goesOn = false;
      }
    }
    return new Sent(fate, denied ? Verdict.DENIED : verdict, reply, goesOn);
  }

  private String say(String line) throws IOException {
    write(line + "\r\n");
    return reply();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The last line of the next reply. */
  private String reply() throws IOException {
    while (true) {
      String line = in.readLine();
      if (line == null || line.length() < 4) {
        throw new EOFException("no reply");
      }
      if (line.charAt(3) != '-') {
        return line;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

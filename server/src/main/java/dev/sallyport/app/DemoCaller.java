package dev.sallyport.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Base64;

/** Sends mail through the gate from a chosen loopback address, as a program elsewhere would. */
final class DemoCaller {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final InetSocketAddress http;
  private final InetSocketAddress smtp;
  private final String token;
  private final String username;
  private final String password;

  DemoCaller(
      InetSocketAddress http,
      InetSocketAddress smtp,
      String token,
      String username,
      String password) {
    this.http = http;
    this.smtp = smtp;
    this.token = token;
    this.username = username;
    this.password = password;
  }

  /** What a call was answered: a line for a person. */
  record Answer(boolean allowed, String line) {}

  /**
   * One message by the HTTP API.
   *
   * @param from such as {@code 127.0.0.2}
   * @throws IOException where this machine has no such address, or the gate is gone
   */
  Answer api(String from, String subject) throws IOException {
    String body =
        """
        {"from":{"email":"shop@example.com","name":"Shop"},"to":[{"email":"you@example.net"}],\
        "subject":"%s","text":"Sent by the API from %s."}\
        """
            .formatted(subject, from);
    try (Socket socket = connect(from, http)) {
      String head =
          """
          POST /v1/email HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Content-Type: application/json
          Content-Length: %d
          Connection: close

          """
              .formatted(token, body.getBytes(UTF_8).length)
              .replace("\n", "\r\n");
      write(socket, head + body);
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      String status = answer.lines().findFirst().orElse("no answer").replace("HTTP/1.1 ", "");
      int gap = answer.indexOf("\r\n\r\n");
      String said = gap < 0 ? "" : answer.substring(gap + 4).strip();
      return new Answer(status.startsWith("202"), (status + "  " + said).strip());
    }
  }

  /**
   * One message by SMTP, on a session of its own.
   *
   * @throws IOException as {@link #api}
   */
  Answer smtp(String from, String subject) throws IOException {
    try (Socket socket = connect(from, smtp);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      String plain =
          Base64.getEncoder().encodeToString(("\0" + username + "\0" + password).getBytes(UTF_8));
      String[] commands = {
        "",
        "EHLO demo.example.com\r\n",
        "AUTH PLAIN " + plain + "\r\n",
        "MAIL FROM:<shop@example.com>\r\n",
        "RCPT TO:<you@example.net>\r\n",
        "DATA\r\n",
        "From: Shop <shop@example.com>\r\nTo: you@example.net\r\nSubject: "
            + subject
            + "\r\n\r\nSent by SMTP from "
            + from
            + ".\r\n.\r\n"
      };
      String reply = "";
      for (String command : commands) {
        write(socket, command);
        reply = reply(in);
        if (reply.charAt(0) > '3') {
          break;
        }
      }
      write(socket, "QUIT\r\n");
      return new Answer(reply.startsWith("250"), reply);
    }
  }

  private static Socket connect(String from, InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(to, TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /** The last line of one reply. */
  private static String reply(BufferedReader in) throws IOException {
    while (true) {
      String line = in.readLine();
      if (line == null || line.length() < 3) {
        throw new IOException("the gate closed the session");
      }
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return line;
      }
    }
  }
}

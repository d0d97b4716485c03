package dev.sallyport.relay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link FakeRelay}. Reads and unstuffs by code of its own. */
final class FakeRelaySession {

  private final FakeRelay relay;
  private final int number;
  private final Socket raw;
  private Socket socket;
  private InputStream in;
  private boolean tls;
  private String user = "";
  private String from = "";
  private List<String> parameters = List.of();
  private List<String> recipients = new ArrayList<>();
  private boolean mailOpen;

  FakeRelaySession(FakeRelay relay, Socket socket, int number) throws IOException {
    this.relay = relay;
    this.raw = socket;
    this.socket = socket;
    this.number = number;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
  }

  void run() throws IOException {
    if (relay.options().implicitTls) {
      handshake();
    }
    if (!answer(relay.next(Step.CONNECT), "220 relay.example.com ESMTP").goesOn) {
      return;
    }
    while (true) {
      String line = line();
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      relay.heard(verb.equals("AUTH") ? line.split(" ", 3)[0] + " " + line.split(" ", 3)[1] : line);
      boolean goesOn =
          switch (verb) {
            case "EHLO" -> ehlo();
            case "HELO" -> answer(Act.usual(), "250 relay.example.com").goesOn;
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> recipient(line);
            case "DATA" -> data();
            case "RSET" -> reset();
            case "NOOP" -> answer(relay.next(Step.NOOP), "250 2.0.0 Ok").goesOn;
            case "QUIT" -> {
              answer(relay.next(Step.QUIT), "221 2.0.0 Bye");
              yield false;
            }
            default -> answer(Act.usual(), "500 5.5.1 Unknown command").goesOn;
          };
      if (!goesOn) {
        return;
      }
    }
  }

  private boolean ehlo() throws IOException {
    mailOpen = false;
    List<String> lines = new ArrayList<>(List.of("relay.example.com"));
    lines.addAll(relay.options().extensions);
    if (relay.options().tls != null && !tls) {
      lines.add("STARTTLS");
    }
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      reply.append(i == 0 ? "" : "\r\n").append(i == lines.size() - 1 ? "250 " : "250-");
      reply.append(lines.get(i));
    }
    return answer(relay.next(Step.EHLO), reply.toString()).goesOn;
  }

  private boolean startTls() throws IOException {
    Said said = answer(relay.next(Step.STARTTLS), "220 2.0.0 Ready to start TLS");
    if (said.goesOn && said.code == 220) {
      handshake();
    }
    return said.goesOn;
  }

  private void handshake() throws IOException {
    SSLContext context = relay.options().tls;
    if (context == null) {
      throw new IOException("no certificate to begin TLS with");
    }
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    socket = secured;
    in = new BufferedInputStream(secured.getInputStream());
    tls = true;
    user = "";
  }

  private boolean authenticate(String line) throws IOException {
    Act act = relay.next(Step.AUTH);
    if (!(act instanceof Act.Usual)) {
      return answer(act, "").goesOn;
    }
    String[] words = line.split(" ", -1);
    String name;
    String password;
    if (words[1].toUpperCase(Locale.ROOT).equals("PLAIN")) {
      String[] parts = decoded(words.length > 2 ? words[2] : asked("")).split("\0", -1);
      name = parts[1];
      password = parts[2];
    } else {
      name = decoded(words.length > 2 ? words[2] : asked("VXNlcm5hbWU6"));
      password = decoded(asked("UGFzc3dvcmQ6"));
    }
    if (name.equals(relay.options().user) && password.equals(relay.options().password)) {
      user = name;
      return answer(Act.usual(), "235 2.7.0 Authentication successful").goesOn;
    }
    return answer(Act.usual(), "535 5.7.8 Authentication credentials invalid").goesOn;
  }

  private String asked(String challenge) throws IOException {
    write("334 " + challenge);
    return line();
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private boolean mail(String line) throws IOException {
    if (!relay.options().user.isEmpty() && user.isEmpty()) {
      return answer(Act.usual(), "530 5.7.0 Authentication required").goesOn;
    }
    if (mailOpen) {
      return answer(Act.usual(), "503 5.5.1 Nested MAIL command").goesOn;
    }
    Said said = answer(relay.next(Step.MAIL), "250 2.1.0 Ok");
    if (said.code == 250) {
      mailOpen = true;
      recipients = new ArrayList<>();
      from = path(line);
      String after = line.substring(line.lastIndexOf('>') + 1).strip();
      parameters = after.isEmpty() ? List.of() : List.of(after.split(" ", -1));
    }
    return said.goesOn;
  }

  private boolean recipient(String line) throws IOException {
    if (!mailOpen) {
      return answer(Act.usual(), "503 5.5.1 Need MAIL command").goesOn;
    }
    String address = path(line);
    Said said = answer(relay.nextForRecipient(address), "250 2.1.5 Ok");
    if (said.code / 100 == 2) {
      recipients.add(address);
    }
    return said.goesOn;
  }

  private static String path(String line) {
    return line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
  }

  private boolean data() throws IOException {
    if (!mailOpen || recipients.isEmpty()) {
      return answer(Act.usual(), "554 5.5.1 No valid recipients").goesOn;
    }
    Said said = answer(relay.next(Step.DATA), "354 End data with <CR><LF>.<CR><LF>");
    if (!said.goesOn || said.code != 354) {
      return said.goesOn;
    }
    Act amid = relay.next(Step.CONTENT);
    if (!(amid instanceof Act.Usual)) {
      in.mark(1);
      if (in.read() < 0) {
        return false;
      }
      in.reset();
      Said early = answer(amid, "");
      if (!early.goesOn) {
        return false;
      }
    }
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      byte[] line = rawLine();
      wire.writeBytes(line);
      if (line.length == 3 && line[0] == '.') {
        break;
      }
      int skipped = line[0] == '.' ? 1 : 0;
      content.write(line, skipped, line.length - skipped);
    }
    ReceivedMessage message =
        new ReceivedMessage(
            from,
            parameters,
            List.copyOf(recipients),
            wire.toByteArray(),
            content.toByteArray(),
            tls,
            user,
            number);
    mailOpen = false;
    relay.completed(message);
    Act act = relay.next(Step.DOT);
    if (isYes(act)) {
      // Before the reply, so that whoever hears it finds the message here.
      relay.accepted(message);
    }
    return answer(act, "250 2.0.0 Ok: queued as FAKE").goesOn;
  }

  private static boolean isYes(Act act) {
    return switch (act) {
      case Act.Usual() -> true;
      case Act.Say(String reply) -> reply.startsWith("2");
      case Act.SayAndDrop(String reply) -> reply.startsWith("2");
      case Act.Drop(), Act.Stall(), Act.StopReading() -> false;
    };
  }

  private boolean reset() throws IOException {
    Said said = answer(relay.next(Step.RSET), "250 2.0.0 Ok");
    if (said.code == 250) {
      mailOpen = false;
    }
    return said.goesOn;
  }

  /** What was said, and whether the session goes on; code 0 where nothing was. */
  private record Said(int code, boolean goesOn) {}

  private Said answer(Act act, String usual) throws IOException {
    return switch (act) {
      case Act.Usual() -> said(usual, true);
      case Act.Say(String reply) -> said(reply, true);
      case Act.SayAndDrop(String reply) -> said(reply, false);
      case Act.Drop() -> new Said(0, false);
      case Act.Stall() -> {
        in.transferTo(java.io.OutputStream.nullOutputStream());
        yield new Said(0, false);
      }
      case Act.StopReading() -> {
        FakeRelay.await(raw::isClosed);
        yield new Said(0, false);
      }
    };
  }

  private Said said(String reply, boolean goesOn) throws IOException {
    write(reply);
    boolean coded = reply.length() >= 3 && reply.substring(0, 3).matches("[0-9]{3}");
    return new Said(coded ? Integer.parseInt(reply.substring(0, 3)) : 0, goesOn);
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private String line() throws IOException {
    byte[] line = rawLine();
    return new String(line, 0, line.length - 2, StandardCharsets.UTF_8);
  }

  /** Bytes up to and with CRLF; nothing else ends a line here. */
  private byte[] rawLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int before = -1;
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
      if (b == '\n' && before == '\r') {
        return line.toByteArray();
      }
      before = b;
    }
  }
}

package dev.sallyport.submission;

import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who the client says it is, what is offered to it, and TLS: EHLO, HELO, STARTTLS. */
final class Greeting {
  private final Session session;

  Greeting(Session session) {
    this.session = session;
  }

  Step ehlo(Command command) throws IOException, BadCommandException {
    return greet(command, true);
  }

  Step helo(Command command) throws IOException, BadCommandException {
    return greet(command, false);
  }

  /** RFC 5321 §4.1.4: a later EHLO gives up the message under way, as RSET does. */
  private Step greet(Command command, boolean extended) throws IOException, BadCommandException {
    String name = nameIn(command);
    session.endEnvelope();
    session.greeted(name, extended);
    if (session.clock().isIdleTooLong()) {
      return session.close(Texts.TOO_MANY_IDLE_COMMANDS);
    }
    String host = session.parts().settings().hostName();
    return session.reply(extended ? new Reply(250, offers(host)) : Reply.of(250, host));
  }

  /**
   * The client's name, not held to be one: many clients have none (RFC 5321 §4.1.4 forbids to
   * refuse mail for it).
   */
  private static String nameIn(Command command) throws BadCommandException {
    String name = command.argument();
    if (name.isEmpty() || name.length() > 255) {
      throw new BadCommandException(
          501, "5.5.4 " + command.verb() + " takes the name of your host, 1 to 255 characters");
    }
    return name;
  }

  private List<String> offers(String host) {
    List<String> lines = new ArrayList<>();
    lines.add(host);
    lines.add("PIPELINING");
    lines.add("SIZE " + session.parts().settings().maxBytes());
    if (!session.wire().isSecure()) {
      lines.add("STARTTLS");
    }
    if (session.mayAuthenticate() && session.peer().mayAuthenticate()) {
      lines.add("AUTH PLAIN LOGIN");
    }
    lines.add("8BITMIME");
    lines.add("SMTPUTF8");
    lines.add("ENHANCEDSTATUSCODES");
    lines.add("CHUNKING");
    return lines;
  }

  Step startTls(Command command) throws IOException {
    if (!command.argument().isEmpty()) {
      return session.refuse(Texts.NO_ARGUMENT);
    }
    if (session.wire().isSecure()) {
      return session.refuse(Reply.of(503, "5.5.1 TLS is already in use"));
    }
    if (session.wire().hasPending()) { // CVE-2011-0411
      return session.close(Texts.DID_NOT_WAIT);
    }
    session.reply(Texts.GO_AHEAD_TLS);
    session.secure();
    return Step.GO_ON;
  }
}

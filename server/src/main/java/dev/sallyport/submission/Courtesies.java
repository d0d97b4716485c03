package dev.sallyport.submission;

import dev.sallyport.smtp.Reply;
import java.io.IOException;

/** The commands that change nothing: NOOP, HELP, VRFY, EXPN, QUIT. */
final class Courtesies {
  private static final Reply COMMANDS =
      Reply.of(214, "2.0.0 EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT");

  private final Session session;

  Courtesies(Session session) {
    this.session = session;
  }

  /** Any argument is fine (RFC 5321 §4.1.1.9). */
  Step noop() throws IOException {
    return idly(Texts.OK);
  }

  Step help() throws IOException {
    return idly(COMMANDS);
  }

  /** RFC 5321 §7.3: who is a user here is not told. */
  Step vrfy(Command command) throws IOException, BadCommandException {
    if (command.argument().isEmpty()) {
      throw new BadCommandException(501, "5.5.4 VRFY takes an address");
    }
    return idly(Texts.NOT_VERIFIED);
  }

  Step expn() throws IOException {
    return session.refuse(Texts.NO_EXPN);
  }

  Step quit(Command command) throws IOException {
    return command.argument().isEmpty()
        ? session.close(Texts.BYE)
        : session.refuse(Texts.NO_ARGUMENT);
  }

  private Step idly(Reply reply) throws IOException {
    return session.clock().isIdleTooLong()
        ? session.close(Texts.TOO_MANY_IDLE_COMMANDS)
        : session.reply(reply);
  }
}

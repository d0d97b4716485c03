package dev.sallyport.submission;

import java.io.IOException;

/** Which part of the session answers which command. */
final class Dispatch {
  private final Session session;
  private final Greeting greeting;
  private final SigningIn signingIn;
  private final Addressing addressing;
  private final Bodies bodies;
  private final Courtesies courtesies;

  Dispatch(Session session) {
    this.session = session;
    this.greeting = new Greeting(session);
    this.signingIn = new SigningIn(session);
    this.addressing = new Addressing(session);
    this.bodies = new Bodies(session);
    this.courtesies = new Courtesies(session);
  }

  Step run(Command command) throws IOException, BadCommandException {
    return switch (command.verb()) {
      case "EHLO" -> greeting.ehlo(command);
      case "HELO" -> greeting.helo(command);
      case "STARTTLS" -> greeting.startTls(command);
      case "AUTH" -> signingIn.auth(command);
      case "MAIL" -> addressing.mail(command);
      case "RCPT" -> addressing.rcpt(command);
      case "RSET" -> addressing.rset(command);
      case "DATA" -> bodies.data(command);
      case "BDAT" -> bodies.bdat(command);
      case "NOOP" -> courtesies.noop();
      case "HELP" -> courtesies.help();
      case "VRFY" -> courtesies.vrfy(command);
      case "EXPN" -> courtesies.expn();
      case "QUIT" -> courtesies.quit(command);
      default ->
          command.isHttp()
              ? session.close(Texts.HTTP_SPOKEN)
              : session.refuse(Texts.UNKNOWN_COMMAND);
    };
  }
}

package dev.sallyport.submission;

import dev.sallyport.admission.Authentication;
import dev.sallyport.admission.Caller;
import dev.sallyport.admission.Channel;
import dev.sallyport.admission.Decision;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.intake.Tally;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who the client proves to be: AUTH (RFC 4954). */
final class SigningIn {
  private static final Logger LOG = LoggerFactory.getLogger(SigningIn.class);

  private final Session session;
  private int failures;

  SigningIn(Session session) {
    this.session = session;
  }

  Step auth(Command command) throws IOException, BadCommandException {
    if (session.caller() != null) {
      return session.refuse(Texts.ALREADY_AUTHENTICATED); // in a transaction too, §4
    }
    if (!session.mayAuthenticate()) {
      return session.refuse(Texts.ENCRYPTION_REQUIRED);
    }
    if (!session.peer().mayAuthenticate()) {
      return session.refuse(Texts.NO_CLIENT_ADDRESS);
    }
    if (!session.isExtended()) {
      return session.refuse(Texts.EHLO_FIRST);
    }
    SaslExchange exchange = new SaslExchange(session.wire());
    return switch (exchange.run(command.argument())) {
      case SaslExchange.Shown(String username, String password) -> tried(username, password);
      case SaslExchange.Failed(Reply reply) -> session.refuse(reply);
      case SaslExchange.Broken(Reply reply) -> session.close(reply);
      case SaslExchange.Gone gone -> Step.CLOSE;
    };
  }

  private Step tried(String username, String password) throws IOException {
    IpAddress client = session.peer().client();
    Optional<Duration> wait = session.parts().throttle().enter(client);
    if (wait.isPresent()) {
      session.parts().counters().authThrottled.increment();
      return session.close(throttled(wait.get()));
    }
    boolean failed = false;
    try {
      Authentication result = session.parts().admission().bySmtpUser(username, password);
      failed = result instanceof Authentication.Refused;
      return switch (result) {
        case Authentication.Authenticated(Caller caller) -> decide(caller, client);
        case Authentication.Refused refused -> refused(client);
        case Authentication.Unavailable unavailable -> session.reply(Denials.UNKNOWN_AT_AUTH);
      };
    } finally {
      session.parts().throttle().leave(client, failed);
    }
  }

  private Step decide(Caller caller, IpAddress client) throws IOException {
    session.parts().counters().authenticated.increment();
    Decision decision = session.parts().admission().decide(caller, client);
    if (!(decision instanceof Decision.Admitted)) {
      session.parts().admission().count(caller, client, decision, false);
      session.parts().tally().count(Channel.SMTP, Tally.Event.DENIED);
      return session.refuse(Denials.atAuth(decision));
    }
    if (!session.parts().accounts().enter(caller.accountId())) {
      return session.close(Texts.TOO_MANY_OF_ACCOUNT);
    }
    session.authenticated(caller);
    return session.reply(Texts.AUTHENTICATED);
  }

  private Step refused(IpAddress client) throws IOException {
    LOG.info("authentication failed from {}", client);
    session.parts().counters().authFailed.increment();
    Step step = session.refuse(Texts.BAD_CREDENTIALS);
    boolean enough = ++failures >= session.parts().limits().authFailures();
    return enough && step == Step.GO_ON ? session.close(Texts.TOO_MANY_ERRORS) : step;
  }

  private static Reply throttled(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return Reply.of(
        421,
        "4.7.0 Too many failed sign-ins from your address; try again in " + seconds + " seconds");
  }
}

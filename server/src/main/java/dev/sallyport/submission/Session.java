package dev.sallyport.submission;

import dev.sallyport.admission.Caller;
import dev.sallyport.peer.Peer;
import dev.sallyport.smtp.Line;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's session: what it has said of itself, and the loop over its commands. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final Wire wire;
  private final Peer peer;
  private final Parts parts;
  private final SessionClock clock;
  private final Dispatch dispatch;

  private String helo = "";
  private boolean extended;
  private @Nullable Caller caller;
  private @Nullable Envelope envelope;
  private int errors;

  Session(Connection connection, Wire wire, Peer peer, Parts parts) {
    this.connection = connection;
    this.wire = wire;
    this.peer = peer;
    this.parts = parts;
    this.clock = new SessionClock(parts.limits());
    this.dispatch = new Dispatch(this);
  }

  /** Speaks with the client until one of the two has had enough. */
  void run() throws IOException {
    try {
      if (greet()) {
        converse();
      }
    } catch (SocketTimeoutException late) {
      parts.counters().timeouts.increment();
      reply(clock.isAuthLate() ? Texts.AUTH_TOO_LATE : Texts.TIMEOUT);
    } catch (RuntimeException bug) {
      LOG.error("a session ended by a fault of this program", bug);
      reply(Texts.FAULT);
    } finally {
      endEnvelope();
      forgetCaller();
    }
  }

  /** RFC 5321 §4.3.1: a client waits for the banner; one that does not is a robot. */
  private boolean greet() throws IOException {
    if (spokeEarly()) {
      parts.counters().protocolErrors.increment();
      reply(Texts.SPOKE_BEFORE_BANNER);
      return false;
    }
    reply(Reply.of(220, parts.settings().hostName() + " ESMTP Sallyport"));
    return true;
  }

  private boolean spokeEarly() throws IOException {
    if (wire.isSecure() || wire.hasPending()) {
      return wire.hasPending();
    }
    try {
      wire.patience().within(parts.limits().greetPause());
      return wire.reader().awaitPending();
    } catch (SocketTimeoutException polite) {
      return false;
    }
  }

  private void converse() throws IOException {
    Step step = Step.GO_ON;
    while (step == Step.GO_ON) {
      if (envelope == null && !wire.reader().hasBuffered()) {
        wire.replies().flush();
        if (!connection.rest()) {
          reply(Texts.STOPPING);
          return;
        }
      }
      wire.patience().within(clock.untilNextCommand());
      Line line = wire.reader().line(Command.LONGEST_AUTH);
      if (!connection.wake()) {
        return;
      }
      step = answer(line);
    }
  }

  private Step answer(Line line) throws IOException {
    return switch (line) {
      case Line.Text(String text) -> answer(Command.parse(text));
      case Line.Unreadable unreadable -> refuse(Texts.UNREADABLE);
      case Line.TooLong tooLong -> refuse(Texts.LINE_TOO_LONG);
      case Line.Endless endless -> close(Texts.LINE_TOO_LONG);
      case Line.BareLineEnd bare -> close(Texts.BARE_LINE_END_IN_COMMAND);
      case Line.End end -> Step.CLOSE;
    };
  }

  private Step answer(Command command) throws IOException {
    try {
      return command.isTooLong() ? refuse(Texts.LINE_TOO_LONG) : dispatch.run(command);
    } catch (BadCommandException bad) {
      return refuse(bad.reply());
    }
  }

  // What the commands ask of their session.

  Wire wire() {
    return wire;
  }

  Peer peer() {
    return peer;
  }

  Parts parts() {
    return parts;
  }

  SessionClock clock() {
    return clock;
  }

  /** The name the client gave in EHLO or HELO; empty before. */
  String helo() {
    return helo;
  }

  /** Whether it said EHLO. */
  boolean isExtended() {
    return extended;
  }

  void greeted(String name, boolean byEhlo) {
    helo = name;
    extended = byEhlo;
  }

  @Nullable Caller caller() {
    return caller;
  }

  /** The client is this caller from now on; its place in the account's census is held. */
  void authenticated(Caller newCaller) {
    caller = newCaller;
    clock.progress();
  }

  void forgetCaller() {
    Caller known = caller;
    if (known != null) {
      parts.accounts().leave(known.accountId());
      caller = null;
      clock.authenticationForgotten();
    }
  }

  @Nullable Envelope envelope() {
    return envelope;
  }

  void begin(Envelope newEnvelope) {
    envelope = newEnvelope;
    clock.progress();
  }

  void endEnvelope() {
    Envelope open = envelope;
    if (open != null) {
      envelope = null;
      open.close();
    }
  }

  /** A message has gone through. */
  void delivered() {
    errors = 0;
    clock.progress();
  }

  /** Whether AUTH may be tried on this connection as it is. */
  boolean mayAuthenticate() {
    return wire.isSecure() || parts.settings().authWithoutTls().allows(peer);
  }

  /** Becomes TLS and forgets all that was said before (RFC 3207 §4.2). */
  void secure() throws IOException {
    endEnvelope();
    forgetCaller();
    greeted("", false);
    connection.secure();
  }

  Step reply(Reply reply) throws IOException {
    Envelope open = envelope;
    wire.replies().write(reply, open != null && open.from().smtpUtf8());
    return Step.GO_ON;
  }

  /** Says what the client did wrong; after too many times, closes. */
  Step refuse(Reply reply) throws IOException {
    parts.counters().protocolErrors.increment();
    reply(reply);
    return ++errors >= parts.limits().errors() ? close(Texts.TOO_MANY_ERRORS) : Step.GO_ON;
  }

  Step close(Reply reply) throws IOException {
    reply(reply);
    return Step.CLOSE;
  }
}

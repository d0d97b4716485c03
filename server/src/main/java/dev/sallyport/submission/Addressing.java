package dev.sallyport.submission;

import dev.sallyport.admission.Caller;
import dev.sallyport.admission.Decision;
import dev.sallyport.intake.Call;
import dev.sallyport.intake.Start;
import dev.sallyport.intake.Submission;
import dev.sallyport.message.ReversePath;
import dev.sallyport.relay.RecipientWord;
import dev.sallyport.smtp.EnhancedCode;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.util.List;

/** Who a message is from and for: MAIL, RCPT, RSET. */
final class Addressing {
  private final Session session;

  Addressing(Session session) {
    this.session = session;
  }

  Step mail(Command command) throws IOException, BadCommandException {
    Caller caller = session.caller();
    if (caller == null) {
      return session.refuse(
          session.mayAuthenticate() ? Texts.AUTH_REQUIRED : Texts.STARTTLS_REQUIRED);
    }
    if (session.envelope() != null) {
      return session.refuse(Texts.MAIL_UNDER_WAY);
    }
    ReversePath from = new MailCommand(session.parts().settings().maxBytes()).parse(command);
    Call call = new Call(caller, session.peer().client(), session.helo(), protocol(from));
    Turns turns = session.parts().turns();
    if (!turns.enter(caller.accountId())) {
      return session.reply(Texts.TOO_MANY_UNDER_WAY);
    }
    boolean begun = false;
    try {
      Start start = session.parts().intake().open(call, from);
      begun = start instanceof Start.Started;
      return answer(start, caller, from);
    } finally {
      if (!begun) {
        turns.leave(caller.accountId());
      }
    }
  }

  private Step answer(Start start, Caller caller, ReversePath from) throws IOException {
    return switch (start) {
      case Start.Started(Submission submission) -> begin(caller, from, submission);
      case Start.Denied(Decision decision) -> denied(decision);
      case Start.ForeignDomain(String address) -> session.reply(Denials.foreignDomain(address));
      case Start.Refused(Reply reply) -> session.reply(EnhancedCode.onEachLine(reply));
      case Start.RelayAway away -> session.reply(Texts.RELAY_AWAY);
    };
  }

  private Step begin(Caller caller, ReversePath from, Submission submission) throws IOException {
    session.begin(new Envelope(session.parts().turns(), caller.accountId(), from, submission));
    Decision.Admitted admitted = submission.admitted();
    return session.reply(
        admitted.monitored()
            ? new Reply(250, List.of("2.1.0 Sender OK", "2.1.0 " + Denials.monitored(admitted)))
            : Texts.SENDER_OK);
  }

  /** A denial is no mistake of the client's, and so not counted as one. */
  private Step denied(Decision decision) throws IOException {
    if (decision instanceof Decision.CredentialGone) {
      session.forgetCaller(); // PRODUCT rule 7
    }
    return session.reply(Denials.atMail(decision));
  }

  /** The word of the Received line: RFC 3848, and RFC 6531 §4.3 with SMTPUTF8. */
  private String protocol(ReversePath from) {
    String secure = session.wire().isSecure() ? "S" : "";
    return (from.smtpUtf8() ? "UTF8SMTP" : "ESMTP") + secure + "A";
  }

  Step rcpt(Command command) throws IOException, BadCommandException {
    Envelope envelope = session.envelope();
    if (envelope == null) {
      return session.refuse(authenticatedElse(Texts.MAIL_FIRST));
    }
    if (envelope.chunks() != null) {
      return session.refuse(Texts.CHUNKS_UNDER_WAY); // RFC 3030 §2
    }
    String address = RcptCommand.parse(command, envelope.from().smtpUtf8());
    if (envelope.recipients() >= session.parts().limits().recipients()) {
      return session.reply(Texts.TOO_MANY_RECIPIENTS); // RFC 5321 §4.5.3.1.10
    }
    return switch (envelope.submission().recipient(address)) {
      case RecipientWord.Accepted(Reply reply) -> {
        envelope.recipientAccepted();
        yield session.reply(EnhancedCode.onEachLine(reply));
      }
      case RecipientWord.Refused(Reply reply) -> session.reply(EnhancedCode.onEachLine(reply));
      case RecipientWord.Away away -> session.reply(Texts.RELAY_AWAY);
    };
  }

  private Reply authenticatedElse(Reply reply) {
    return session.caller() == null ? Texts.AUTH_REQUIRED : reply;
  }

  Step rset(Command command) throws IOException {
    if (!command.argument().isEmpty()) {
      return session.refuse(Texts.NO_ARGUMENT);
    }
    session.endEnvelope();
    return session.clock().isIdleTooLong()
        ? session.close(Texts.TOO_MANY_IDLE_COMMANDS)
        : session.reply(Texts.OK);
  }
}

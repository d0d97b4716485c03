package dev.sallyport.submission;

import dev.sallyport.smtp.BodyFault;
import dev.sallyport.smtp.ChunkReader;
import dev.sallyport.smtp.DataReader;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The message itself: DATA (RFC 5321 §4.1.1.4) and BDAT (RFC 3030). */
final class Bodies {
  /** A chunk that is not wanted is read up to this size, so that the session can go on. */
  private static final long SKIPPED = 1024 * 1024;

  private static final Pattern CHUNK = Pattern.compile("([0-9]{1,18})( +LAST)?");

  private final Session session;
  private final HandingOver handingOver;

  Bodies(Session session) {
    this.session = session;
    this.handingOver = new HandingOver(session);
  }

  Step data(Command command) throws IOException {
    if (session.wire().hasPending()) { // a body would run as commands, were DATA refused below
      return session.close(Texts.DID_NOT_WAIT);
    }
    if (!command.argument().isEmpty()) {
      return session.refuse(Texts.NO_ARGUMENT);
    }
    Envelope envelope = session.envelope();
    if (envelope == null) {
      return session.refuse(notNow());
    }
    if (envelope.chunks() != null) {
      return session.refuse(Texts.CHUNKS_UNDER_WAY);
    }
    if (envelope.recipients() == 0) {
      return session.refuse(Texts.NO_RECIPIENTS);
    }
    session.reply(Texts.SEND_DATA);
    try (Body body = new Body(session.parts())) {
      paced(() -> new DataReader(session.wire().reader(), body.check(), mostRead()).read());
      return handingOver.end(envelope, body);
    } catch (SlowException tooSlow) {
      return session.close(Texts.TOO_SLOW);
    }
  }

  Step bdat(Command command) throws IOException {
    var chunk = CHUNK.matcher(command.argument().toUpperCase(Locale.ROOT));
    if (!chunk.matches()) { // where the next command begins can't be known
      return session.close(Texts.BAD_CHUNK);
    }
    long size = Long.parseLong(chunk.group(1));
    boolean last = chunk.group(2) != null;
    try {
      Envelope envelope = session.envelope();
      if (envelope == null) {
        return skip(size, notNow());
      }
      if (envelope.recipients() == 0) {
        return skip(size, Texts.NO_RECIPIENTS);
      }
      return chunk(envelope, size, last);
    } catch (SlowException tooSlow) {
      return session.close(Texts.TOO_SLOW);
    }
  }

  private Step chunk(Envelope envelope, long size, boolean last) throws IOException, SlowException {
    Body begun = envelope.chunks();
    Body body = begun == null ? new Body(session.parts()) : begun;
    envelope.beginChunks(body);
    if (size > mostRead() - body.check().octets()) {
      return session.close(Faults.reply(BodyFault.TOO_LARGE, session.parts()));
    }
    paced(() -> new ChunkReader(session.wire().reader()).read(size, last, body.check()));
    if (last || body.check().fault() != null) {
      return handingOver.end(envelope, body);
    }
    return session.reply(Reply.of(250, "2.0.0 " + size + " octets received"));
  }

  /** The octets come whether they are wanted or not, and must not run as commands. */
  private Step skip(long size, Reply reply) throws IOException, SlowException {
    if (size > SKIPPED) {
      return session.close(reply);
    }
    boolean[] whole = new boolean[1];
    paced(() -> whole[0] = new ChunkReader(session.wire().reader()).skip(size));
    return whole[0] ? session.refuse(reply) : Step.CLOSE;
  }

  private Reply notNow() {
    return session.caller() == null ? Texts.AUTH_REQUIRED : Texts.MAIL_FIRST;
  }

  /** Beyond the bound for a message a client is still read, to tell it of the bound. */
  private long mostRead() {
    return 2 * session.parts().settings().maxBytes();
  }

  private void paced(Patience.Step reading) throws IOException, SlowException {
    session.wire().patience().paced(session.parts().limits());
    try {
      reading.run();
    } catch (SocketTimeoutException late) {
      session.parts().counters().timeouts.increment();
      throw new SlowException();
    }
  }

  /** The message came too slowly. */
  private static final class SlowException extends Exception {
    private static final long serialVersionUID = 1L;

    SlowException() {
      super(null, null, false, false);
    }
  }
}

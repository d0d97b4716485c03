package dev.sallyport.submission;

import dev.sallyport.message.Content;
import dev.sallyport.message.Spool;
import dev.sallyport.message.Spooled;
import dev.sallyport.smtp.BodyCheck;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message's octets while they come in: checked, and kept until they are whole. */
final class Body implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Body.class);

  private final Spool spool;
  private final BodyCheck check;

  Body(Parts parts) {
    // A message without a last line end is given one.
    this.spool = new Spool(parts.spool(), parts.settings().maxBytes() + 2);
    this.check = new BodyCheck(spool, parts.settings().maxBytes(), parts.limits().receivedLines());
  }

  BodyCheck check() {
    return check;
  }

  /** The whole message, in which there was no fault. */
  Content content() throws IOException {
    return switch (spool.finish()) {
      case Spooled.Kept(Content content) -> content;
      case Spooled.TooLarge(long most) ->
          throw new IllegalStateException("a message without fault is over " + most + " octets");
    };
  }

  @Override
  public void close() {
    try {
      spool.close();
    } catch (IOException notFreed) {
      LOG.warn("can't delete what was kept of a message: {}", notFreed.toString());
    }
  }
}

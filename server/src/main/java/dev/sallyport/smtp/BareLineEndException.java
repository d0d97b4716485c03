package dev.sallyport.smtp;

import java.io.IOException;

/**
 * A message holds a CR without LF or an LF without CR, and so may not be sent (RFC 5321 §2.3.8).
 */
public final class BareLineEndException extends IOException {

  private static final long serialVersionUID = 1L;

  BareLineEndException() {
    super("a bare CR or LF in the message");
  }
}

package dev.sallyport.smtp;

import java.io.IOException;

/** The other side sent something that is not an SMTP reply, or more of it than is read. */
public final class BrokenReplyException extends IOException {

  private static final long serialVersionUID = 1L;

  BrokenReplyException(String message) {
    super(message);
  }
}

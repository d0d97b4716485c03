package dev.sallyport.account;

import java.io.Serial;

/** The one who asks may not do this; the message says who may. Nothing was changed. */
public final class NotAllowedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NotAllowedException(String message) {
    super(message, null, false, false);
  }

  /** A sentence for whoever asked. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

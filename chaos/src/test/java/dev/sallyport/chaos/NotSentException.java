package dev.sallyport.chaos;

import java.io.IOException;
import java.io.Serial;

/** The call broke off before the other side can have had all of it. */
final class NotSentException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  NotSentException(IOException cause) {
    super(cause.toString(), cause);
  }
}

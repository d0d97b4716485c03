package dev.sallyport.outgoing;

import java.io.IOException;
import java.io.Serial;

/** A host lies where we do not call. The message is for the person who named it. */
final class OutOfReachException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  OutOfReachException(String message) {
    super(message);
  }
}

package dev.sallyport.app;

import java.io.Serial;

/** A command was refused or could not be carried out; nothing was changed. */
final class CommandFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * @param message the fact, the consequence, the way out, for the person at the terminal
   */
  CommandFailure(String message) {
    super(message);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

package dev.sallyport.relay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A relay can't be used: out of reach, gone, late, speaking out of turn or refusing us. The message
 * is for the log.
 */
final class LostException extends IOException {

  private static final long serialVersionUID = 1L;

  LostException(String message) {
    super(message);
  }

  LostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

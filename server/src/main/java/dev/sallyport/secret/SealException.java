package dev.sallyport.secret;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The key for sealed secrets can't be used, or a sealed secret can't be opened with it. The message
 * is for the operator, says what to do, and names no secret.
 */
public final class SealException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  SealException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

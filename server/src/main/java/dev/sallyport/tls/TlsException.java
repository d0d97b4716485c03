package dev.sallyport.tls;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A certificate or key that can't be used. */
public final class TlsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * @param message one line for the operator that names the file; nothing of a key
   */
  TlsException(String message) {
    this(message, null);
  }

  TlsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The line for the operator. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

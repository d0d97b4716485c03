package dev.sallyport.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The database can't be used, now or at all. The message is for the operator and names no secret; a
 * write that ends so has changed nothing, unless the message says that its outcome is not known.
 */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The sentence for the operator. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

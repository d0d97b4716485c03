package dev.sallyport.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The database can't be used, now or at all. The message is for the operator and names no secret; a
 * write that ends so has changed nothing, unless it is {@linkplain #isUnconfirmed unconfirmed}.
 */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final boolean unconfirmed;

  public StoreException(String message) {
    this(message, null);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private StoreException(String message, @Nullable Throwable cause, boolean unconfirmed) {
    super(message, cause);
    this.unconfirmed = unconfirmed;
  }

  /** The database was lost after it was asked to commit, and before it said that it had. */
  static StoreException unconfirmed(Throwable cause) {
    return new StoreException(
        "The database did not confirm a change; whether it was made is not known."
            + " Look before you try again.",
        cause,
        true);
  }

  /** Whether a write may have been made all the same. */
  public boolean isUnconfirmed() {
    return unconfirmed;
  }

  /** The sentence for the operator. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

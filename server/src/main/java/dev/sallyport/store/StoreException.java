package dev.sallyport.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The database can't be used, now or at all. The message is for the operator and names no secret; a
 * write that ends so has changed nothing, unless it is {@linkplain #isUnconfirmed unconfirmed}.
 */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private enum Kind {
    AWAY,
    UNCONFIRMED,
    FAULT
  }

  private final Kind kind;

  public StoreException(String message) {
    this(message, null);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    this(message, cause, Kind.AWAY);
  }

  private StoreException(String message, @Nullable Throwable cause, Kind kind) {
    super(message, cause);
    this.kind = kind;
  }

  /** The database answered, and could not make sense of what it was asked. */
  static StoreException fault(String message, @Nullable Throwable cause) {
    return new StoreException(message, cause, Kind.FAULT);
  }

  /** The database was lost after it was asked to commit, and before it said that it had. */
  static StoreException unconfirmed(Throwable cause) {
    return new StoreException(
        "The database did not confirm a change; whether it was made is not known."
            + " Look before you try again.",
        cause,
        Kind.UNCONFIRMED);
  }

  /** Whether a write may have been made all the same. */
  public boolean isUnconfirmed() {
    return kind == Kind.UNCONFIRMED;
  }

  /**
   * Whether the database is there, and this program asked for what can't be: waiting won't help.
   */
  public boolean isFault() {
    return kind == Kind.FAULT;
  }

  /** The sentence for the operator. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

package dev.sallyport.account;

import java.io.Serial;

/** A field of an account, member or credential that is not acceptable; nothing was changed. */
public class InvalidFieldException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String field;

  /**
   * @param message one sentence for the person who typed it
   */
  public InvalidFieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }

  /** The sentence for the person who typed it. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

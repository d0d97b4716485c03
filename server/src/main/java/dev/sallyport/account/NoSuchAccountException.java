package dev.sallyport.account;

import java.io.Serial;

/** The account, or a thing in it, is not there (any more). */
public final class NoSuchAccountException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public NoSuchAccountException(String message) {
    super(message);
  }
}

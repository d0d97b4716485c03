package dev.sallyport.account;

import java.io.Serial;

/** Too much is asked at once; nothing was done, and trying again later may go through. */
public final class BusyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public BusyException(String message) {
    super(message);
  }
}

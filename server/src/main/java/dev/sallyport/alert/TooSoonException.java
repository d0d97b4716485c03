package dev.sallyport.alert;

import dev.sallyport.account.InvalidFieldException;
import java.io.Serial;

/** Nothing is wrong with what was asked for but that it was asked for too often of late. */
public final class TooSoonException extends InvalidFieldException {
  @Serial private static final long serialVersionUID = 1;

  TooSoonException(String reason) {
    super("address", reason);
  }
}

package dev.sallyport.peer;

import java.io.IOException;

/** A connection that should begin with a PROXY header does not: it is to be closed. */
public final class ProxyHeaderException extends IOException {

  private static final long serialVersionUID = 1L;

  ProxyHeaderException(String message) {
    super(message);
  }
}

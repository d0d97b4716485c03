package dev.sallyport.submission;

import dev.sallyport.peer.Peer;

/** Where AUTH is offered on a connection in the clear: {@code smtp.auth-without-tls}. */
public enum AuthWithoutTls {
  NEVER,
  LOOPBACK,
  ALWAYS;

  /** A proxy on the same host makes a caller from anywhere look local, so none is believed. */
  boolean allows(Peer peer) {
    return switch (this) {
      case NEVER -> false;
      case LOOPBACK ->
          peer.remote().isLoopback() && peer.client().isLoopback() && !peer.throughProxy();
      case ALWAYS -> true;
    };
  }
}

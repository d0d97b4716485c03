package dev.sallyport.app;

/** Whether SMTP AUTH is offered on a connection without TLS; {@code smtp.auth-without-tls}. */
enum AuthWithoutTls {
  NEVER,
  /** Where remote and client address are both loopback and no PROXY header came. */
  LOOPBACK,
  ALWAYS
}

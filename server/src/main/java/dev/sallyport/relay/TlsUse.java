package dev.sallyport.relay;

/** When a connection to a relay is put under TLS. */
enum TlsUse {
  /** By STARTTLS if the relay offers it. */
  WHERE_OFFERED,
  /** By STARTTLS, or the relay is not used. */
  REQUIRED,
  /** Before the greeting (RFC 8314 §3). */
  FROM_THE_FIRST_BYTE
}

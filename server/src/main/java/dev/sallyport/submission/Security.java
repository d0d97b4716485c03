package dev.sallyport.submission;

/** When a listener's connections become TLS. */
enum Security {
  /** When the client asks for it (RFC 3207). */
  STARTTLS,
  /** From the first byte (RFC 8314 §3.3). */
  TLS
}

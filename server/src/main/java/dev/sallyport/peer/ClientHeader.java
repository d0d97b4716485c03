package dev.sallyport.peer;

/** The one header a trusted proxy sets; {@code http.client-header}. */
public enum ClientHeader {
  NONE,
  X_FORWARDED_FOR,
  FORWARDED
}

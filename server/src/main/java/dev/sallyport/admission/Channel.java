package dev.sallyport.admission;

/** The way a call came in. */
public enum Channel {
  API,
  SMTP
}

package dev.sallyport.admission;

import java.util.Locale;

/** The way a call came in. */
public enum Channel {
  API,
  SMTP;

  /** The word outside: {@code api} or {@code smtp}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.sallyport.app;

import java.io.Serial;

/** A setting that is not there to be set, or a value it can't have; nothing was started. */
final class SettingsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;
  private final boolean usage;

  /**
   * @param message one line that names the setting and where it was written
   * @param usage whether it was written on the command line
   */
  SettingsException(String message, boolean usage) {
    super(message);
    this.usage = usage;
  }

  /** Whether the command line itself is at fault. */
  boolean isUsage() {
    return usage;
  }

  /** The line to show. */
  String line() {
    return String.valueOf(getMessage());
  }
}

package dev.sallyport.app;

/**
 * A setting as somebody wrote it, not yet read.
 *
 * @param name its name
 * @param text its value
 * @param source where it was written: {@code sallyport.yaml:3}, {@code SALLYPORT_HTTP_LISTEN} or
 *     {@code --set}
 */
record WrittenSetting(String name, String text, String source) {
  static final String COMMAND_LINE = "--set";

  SettingsException refused(String why) {
    return new SettingsException(source + ": " + why, source.equals(COMMAND_LINE));
  }

  /** Never the value, which may be a secret. */
  @Override
  public String toString() {
    return source + ": " + name;
  }
}

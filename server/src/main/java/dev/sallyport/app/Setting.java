package dev.sallyport.app;

import java.util.Locale;

/**
 * One thing that can be set.
 *
 * @param name as it is written in the file and after {@code --set}
 * @param type how its text is read
 * @param defaultText the text that holds where none is written; empty where there is no value then
 * @param meaning what it is for and, where there is no default, what holds instead; plain text
 * @param secret whether a value may hold a password and so is never shown
 */
record Setting<T>(
    String name, SettingType<T> type, String defaultText, String meaning, boolean secret) {

  static <T> Setting<T> of(String name, SettingType<T> type, String defaultText, String meaning) {
    return new Setting<>(name, type, defaultText, meaning, false);
  }

  static <T> Setting<T> secret(String name, SettingType<T> type, String meaning) {
    return new Setting<>(name, type, "", meaning, true);
  }

  /** {@code SALLYPORT_HTTP_LISTEN} for {@code http.listen}. */
  String environmentName() {
    return "SALLYPORT_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}

package dev.sallyport.app;

import dev.sallyport.app.SettingType.BadValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the settings from where they are written: the file, the environment, the command line; the
 * last wins. Each is read even where a later one wins, so that a mistake is told when it is made.
 */
final class SettingsReader {

  private SettingsReader() {}

  /**
   * @param home the folder that {@code sallyport.yaml} lies in and relative paths start at
   * @param set texts such as {@code http.listen=127.0.0.1:0}, in order
   * @throws SettingsException at the first setting that is unknown or has a value it can't have
   */
  static Settings read(Path home, Map<String, String> environment, List<String> set) {
    List<WrittenSetting> written = new ArrayList<>(SettingsFile.read(home));
    written.addAll(SettingsEnvironment.read(environment));
    for (String text : set) {
      written.add(commandLine(text));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, WrittenSetting> sources = new LinkedHashMap<>();
    for (WrittenSetting one : written) {
      values.put(one.name(), value(one));
      sources.put(one.name(), one);
    }
    Settings settings = new Settings(home.toAbsolutePath().normalize(), values, sources);
    SettingsCheck.check(settings);
    return settings;
  }

  private static WrittenSetting commandLine(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new SettingsException(
          "--set: write a setting as name=value, such as http.listen=127.0.0.1:8080", true);
    }
    return new WrittenSetting(
        text.substring(0, equals).strip(), text.substring(equals + 1), WrittenSetting.COMMAND_LINE);
  }

  private static Object value(WrittenSetting written) {
    Setting<?> setting =
        SettingNames.find(written.name())
            .orElseThrow(() ->
                written.refused(
                    "there is no setting "
                        + written.name()
                        + SettingNames.nearest(written.name())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; see sallyport settings")));
    try {
      return setting.type().read(written.text());
    } catch (BadValueException e) {
      throw written.refused(
          setting.name()
              + ": "
              + (setting.secret() ? "the value" : quoted(written.text()))
              + " "
              + e.reason()
              + ". Expected: "
              + setting.type().form());
    }
  }

  /** A value as it is shown in a line: without line breaks, and not at any length. */
  private static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return "“" + (line.length() > 100 ? line.substring(0, 100) + "…" : line) + "”";
  }
}

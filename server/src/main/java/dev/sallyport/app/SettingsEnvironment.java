package dev.sallyport.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings in environment variables: {@code SALLYPORT_HTTP_LISTEN} for {@code http.listen}. */
final class SettingsEnvironment {
  private static final String PREFIX = "SALLYPORT_";

  /** Variables of ours that are no settings: where Sallyport's own folder is. */
  private static final Set<String> OTHERS = Set.of("SALLYPORT_HOME");

  // Kubernetes puts these into every container beside a service that is named sallyport.
  private static final Pattern KUBERNETES =
      Pattern.compile("SALLYPORT_([A-Z0-9_]+_)?(SERVICE_(HOST|PORT(_.*)?)|PORT(_[0-9]+_.*)?)");

  private SettingsEnvironment() {}

  static List<WrittenSetting> read(Map<String, String> environment) {
    List<WrittenSetting> found = new ArrayList<>();
    // In the order of their names, so that of two mistakes the same one is always told.
    new TreeMap<>(environment)
        .forEach((variable, text) -> {
          if (!variable.startsWith(PREFIX)
              || OTHERS.contains(variable)
              || KUBERNETES.matcher(variable).matches()) {
            return;
          }
          String name =
              name(variable)
                  .orElseThrow(() ->
                      new SettingsException(
                          variable
                              + ": there is no setting of this name; see sallyport"
                              + " settings",
                          false));
          found.add(new WrittenSetting(name, text, variable));
        });
    return found;
  }

  private static Optional<String> name(String variable) {
    for (Setting<?> setting : SettingNames.ALL) {
      if (setting.environmentName().equals(variable)) {
        return Optional.of(setting.name());
      }
    }
    return PlanSettings.nameOf(variable);
  }
}

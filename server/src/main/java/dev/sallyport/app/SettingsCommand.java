package dev.sallyport.app;

import dev.sallyport.file.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport settings}: every setting, what it is for, and what holds now. */
@Command(
    name = "settings",
    description = {
      "Lists every setting: what it is for, its default, and what holds now and from where.",
      "Settings come from sallyport.yaml, the environment and --set; the last wins.",
      "Passwords are never shown."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport settings",
      "  sallyport settings --set http.listen=0.0.0.0:8080 --set relay.url=outbox",
      "  SALLYPORT_LOG_LEVEL=debug sallyport settings --json"
    })
final class SettingsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(names = "--json", description = "Answers with one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = options.read();
    Surroundings around = RootCommand.surroundings(spec);
    if (json) {
      List<Object> rows = new ArrayList<>();
      SettingNames.ALL.forEach(setting -> rows.add(row(setting, settings)));
      JsonText.print(around.out(), Map.of("data", rows));
    } else {
      SettingNames.ALL.forEach(setting -> print(around, setting, settings));
      settings
          .plans()
          .all()
          .forEach(plan ->
              around
                  .out()
                  .println(
                      "plans."
                          + plan.name()
                          + "  allowlist: "
                          + plan.allowlist()
                          + ", max-entries: "
                          + plan.maxEntries()
                          + ", requests-per-minute: "
                          + plan.requestsPerMinute()));
    }
    around.out().flush();
    return 0;
  }

  private static void print(Surroundings around, Setting<?> setting, Settings settings) {
    String shown = settings.shown(setting);
    around
        .out()
        .println(
            setting.name()
                + " = "
                + (shown.isEmpty() ? "(not set)" : shown)
                + (settings.isWritten(setting) ? "   from " + settings.source(setting) : ""));
    around.out().println("    " + setting.meaning());
  }

  private static Map<String, Object> row(Setting<?> setting, Settings settings) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", setting.name());
    row.put("value", settings.shown(setting));
    row.put("source", settings.source(setting));
    row.put("default", setting.defaultText());
    row.put("environment", setting.environmentName());
    row.put("meaning", setting.meaning());
    return row;
  }
}

package dev.sallyport.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command which reads settings has; a picocli {@link Mixin}. */
final class SettingsOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Sets one setting, over the file and the environment. See sallyport settings.")
  private final List<String> set = new ArrayList<>();

  /**
   * The settings as they hold for this call.
   *
   * @throws SettingsException where one is unknown or has a value it can't have
   */
  Settings read() {
    return read(List.of());
  }

  /**
   * The same, over some that the command itself says.
   *
   * @param first texts such as {@code data.dir=/tmp/demo}; {@code --set} wins over them
   */
  Settings read(List<String> first) {
    Surroundings surroundings = RootCommand.surroundings(command);
    List<String> all = new ArrayList<>(first);
    all.addAll(set);
    return SettingsReader.read(surroundings.home(), surroundings.environment(), all);
  }
}

package dev.sallyport.app;

import dev.sallyport.file.JsonText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that acts on the store. */
abstract class StoreCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final SettingsOptions settings = new SettingsOptions();

  @Option(names = "--json", description = "Answers with one JSON document.")
  private boolean json;

  /**
   * Does it.
   *
   * @return the exit code
   */
  abstract int run(Ledger ledger);

  /** Whether this command makes a store where there is none. */
  boolean makesStore() {
    return false;
  }

  @Override
  public final Integer call() {
    Settings holding = settings.read();
    if (holding.isWritten(SettingNames.LOG_LEVEL)) {
      Logging.level(holding.logLevel());
    }
    try (Ledger ledger =
        Ledger.open(holding, makesStore(), RootCommand.surroundings(spec).clock())) {
      return run(ledger);
    }
  }

  /** Answers as one JSON document, or as text. */
  final void answer(Object document, Consumer<PrintWriter> text) {
    PrintWriter out = surroundings().out();
    if (json) {
      JsonText.print(out, document);
    } else {
      text.accept(out);
      out.flush();
    }
  }

  /** Answers as one JSON document, or with one line. */
  final void answer(Object document, String line) {
    answer(document, out -> out.println(line));
  }

  /** Says something beside the answer, on standard error. */
  final void remark(String line) {
    surroundings().err().println(line);
    surroundings().err().flush();
  }

  final boolean answersJson() {
    return json;
  }

  final Surroundings surroundings() {
    return RootCommand.surroundings(spec);
  }

  /** The settings that hold for this command. */
  final Settings settingsHolding() {
    return settings.read();
  }

  final Instant now() {
    return surroundings().clock().instant();
  }

  /** For what is wrong with the command line itself. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

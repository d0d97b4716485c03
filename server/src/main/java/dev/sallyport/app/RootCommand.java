package dev.sallyport.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport}: what stands above every command. */
@Command(
    name = "sallyport",
    description = "A gate for outgoing mail: one IP allowlist per account, for the API and SMTP.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      AccountCommand.class,
      MemberCommand.class,
      TokenCommand.class,
      SmtpUserCommand.class,
      AllowlistCommand.class,
      ActivityCommand.class,
      AlertCommand.class,
      SettingsCommand.class
    },
    footer = {
      "",
      "Start with:  sallyport demo          a look around, on throw-away data",
      "             sallyport serve         the real thing",
      "Then:        sallyport account create NAME --plan starter",
      "             sallyport COMMAND --help"
    })
final class RootCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private final Surroundings surroundings;

  RootCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Those of the call that a command is part of. */
  static Surroundings surroundings(CommandSpec command) {
    return ((RootCommand) command.root().userObject()).surroundings;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command.");
  }

  /** The whole command line, ready to be executed. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line = new CommandLine(new RootCommand(surroundings));
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    if (surroundings.console() == null) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
    line.setUsageHelpAutoWidth(surroundings.console() != null);
    line.setParameterExceptionHandler(Failures::ofUsage);
    line.setExecutionExceptionHandler(Failures::ofExecution);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    addHelp(line);
    return line;
  }

  // On every command, those that only group others too.
  private static void addHelp(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new ProgramVersion());
    line.getSubcommands().values().forEach(RootCommand::addHelp);
  }
}

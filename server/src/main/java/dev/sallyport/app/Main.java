package dev.sallyport.app;

/** The command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Logging.quiet();
    System.exit(RootCommand.commandLine(Surroundings.ofProcess()).execute(args));
  }
}

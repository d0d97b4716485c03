package dev.sallyport.app;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.NoSuchAccountException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a failed command says on standard error, and its exit code. */
final class Failures {
  static final int REFUSED = 1;
  static final int USAGE = 2;

  private Failures() {}

  static int ofUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("sallyport: " + oneLine(String.valueOf(failure.getMessage())));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Usage: " + command.getCommandSpec().qualifiedName() + " --help says how.");
    }
    err.flush();
    return USAGE;
  }

  static int ofExecution(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code =
        switch (failure) {
          case SettingsException settings -> {
            err.println("sallyport: " + settings.line());
            yield settings.isUsage() ? USAGE : REFUSED;
          }
          case CommandFailure refusal -> {
            err.println("sallyport: " + refusal.reason());
            yield REFUSED;
          }
          case InvalidFieldException field -> {
            err.println("sallyport: " + field.field() + ": " + field.reason());
            yield REFUSED;
          }
          case NoSuchAccountException gone -> {
            err.println("sallyport: " + gone.getMessage());
            yield REFUSED;
          }
          default -> {
            LoggerFactory.getLogger(Failures.class).debug("the command failed", failure);
            err.println("sallyport: " + describe(failure));
            yield REFUSED;
          }
        };
    err.flush();
    return code;
  }

  /** The chain of messages, for a failure that has no words of its own. */
  private static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable one = failure; one != null && depth < 4; one = one.getCause(), depth++) {
      String message = one.getMessage();
      String part =
          message == null || message.isBlank() ? one.getClass().getSimpleName() : oneLine(message);
      if (text.indexOf(part) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(part);
      }
    }
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}

package dev.sallyport.app;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param home Sallyport's own folder: {@code sallyport.yaml} lies there, and relative paths start
 *     there
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param console the terminal, or null where a program is at the other end
 */
record Surroundings(
    Path home,
    Map<String, String> environment,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    @Nullable Console console,
    Clock clock) {

  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        processHome(),
        System.getenv(),
        System.in,
        new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8),
        terminal(),
        Clock.systemUTC());
  }

  private static Path processHome() {
    String property = System.getProperty("sallyport.home", "");
    if (!property.isEmpty()) {
      return Path.of(property);
    }
    String variable = System.getenv().getOrDefault("SALLYPORT_HOME", "");
    return Path.of(variable.isEmpty() ? "." : variable).toAbsolutePath().normalize();
  }

  // A JDK may give a console that is no terminal.
  private static @Nullable Console terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).orElse(null);
  }
}

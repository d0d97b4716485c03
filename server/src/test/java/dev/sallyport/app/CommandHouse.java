package dev.sallyport.app;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs commands in a folder of their own, in this process. */
final class CommandHouse {
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();

  CommandHouse(Path home) {
    this.home = home;
  }

  /**
   * What a command came to.
   *
   * @param code its exit code
   */
  record Ran(int code, String out, String err) {

    /** A field of the first JSON object that has it. */
    String field(String name) {
      Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}\\]]*)").matcher(out);
      if (!matcher.find()) {
        throw new AssertionError("no " + name + " in " + out + err);
      }
      return matcher.group(1);
    }
  }

  Path home() {
    return home;
  }

  void environment(String name, String value) {
    environment.put(name, value);
  }

  Ran run(String... arguments) {
    return runWith("", arguments);
  }

  Ran runWith(String standardInput, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            home,
            environment,
            new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            null,
            Clock.systemUTC());
    int code = RootCommand.commandLine(surroundings).execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Runs what has to go well. */
  Ran succeed(String... arguments) {
    Ran ran = run(arguments);
    if (ran.code() != 0) {
      throw new AssertionError(Arrays.toString(arguments) + ": " + ran);
    }
    return ran;
  }
}

package dev.sallyport.app;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command comes by a password, never by its arguments; a picocli {@link Mixin}. */
final class PasswordOptions {
  private static final int MAX_BYTES = 4096;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--password-stdin",
      description = "Reads the password from the first line of standard input.")
  private boolean fromStandardInput;

  boolean fromStandardInput() {
    return fromStandardInput;
  }

  /** The password from standard input, or typed twice at the terminal. */
  String read() {
    Surroundings around = RootCommand.surroundings(command);
    if (fromStandardInput) {
      return firstLine(around.in());
    }
    Console console = around.console();
    if (console == null) {
      throw new ParameterException(
          command.commandLine(),
          "There is no terminal to ask for a password at. Say --password-stdin and put it on"
              + " standard input.");
    }
    char[] first = console.readPassword("Password (12 characters or more): ");
    char[] again = console.readPassword("The same again: ");
    if (first == null || again == null || !Arrays.equals(first, again)) {
      throw new CommandFailure("password: The two are not the same. Nothing was changed.");
    }
    return new String(first);
  }

  private static String firstLine(InputStream in) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        if (line.size() == MAX_BYTES) {
          throw new CommandFailure("password: It is longer than " + MAX_BYTES + " bytes.");
        }
        line.write(next);
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    } catch (CharacterCodingException e) {
      throw new CommandFailure("password: It is not UTF-8 text.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

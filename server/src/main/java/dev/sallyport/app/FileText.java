package dev.sallyport.app;

import dev.sallyport.file.EntryFile;
import dev.sallyport.file.WrittenEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of a file that a command was given; at most 64 MiB of UTF-8. */
final class FileText {
  private static final int MAX_BYTES = 64 * 1024 * 1024;
  private static final int MOST_MISTAKES = 20;

  private FileText() {}

  /** The text of a file, or of standard input for {@code -}. */
  static String read(String name, InputStream standardInput) {
    try {
      byte[] bytes;
      if (name.equals("-")) {
        bytes = standardInput.readNBytes(MAX_BYTES + 1);
      } else {
        try (InputStream file = Files.newInputStream(Path.of(name))) {
          bytes = file.readNBytes(MAX_BYTES + 1);
        }
      }
      if (bytes.length > MAX_BYTES) {
        throw new CommandFailure(name + " is larger than " + MAX_BYTES + " bytes.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CommandFailure(name + " is not UTF-8 text.");
    } catch (NoSuchFileException e) {
      throw new CommandFailure("There is no file " + name + ".");
    } catch (IOException e) {
      throw new CommandFailure(name + " can't be read: " + e.getMessage());
    }
  }

  /**
   * The entries of a file.
   *
   * @param name of the entries that have none
   * @throws CommandFailure with every mistake there is, up to a bound
   */
  static List<WrittenEntry> entries(String text, EntryFile.Form form, String name) {
    EntryFile.Contents contents = EntryFile.read(text, form, name);
    List<EntryFile.Mistake> mistakes = contents.mistakes();
    if (mistakes.isEmpty()) {
      return contents.entries();
    }
    List<String> lines = new ArrayList<>();
    mistakes.stream().limit(MOST_MISTAKES).forEach(mistake -> lines.add(mistake.text()));
    if (mistakes.size() > MOST_MISTAKES) {
      lines.add("… and " + (mistakes.size() - MOST_MISTAKES) + " more.");
    }
    lines.add("Nothing was changed.");
    throw new CommandFailure(String.join(System.lineSeparator(), lines));
  }
}

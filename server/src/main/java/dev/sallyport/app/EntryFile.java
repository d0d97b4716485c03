package dev.sallyport.app;

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

/** A file of entries, CSV or JSON. */
final class EntryFile {
  private static final int MAX_BYTES = 64 * 1024 * 1024;
  private static final int MOST_MISTAKES = 20;

  private EntryFile() {}

  /** The two forms. */
  enum Form {
    CSV,
    JSON
  }

  /** The text of a file, or of standard input for {@code -}. */
  static String text(String name, InputStream standardInput) {
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

  /** The form a text is in, told by how it begins. */
  static Form guess(String text) {
    String start = text.stripLeading();
    return start.startsWith("[") || start.startsWith("{") ? Form.JSON : Form.CSV;
  }

  static List<WrittenEntry> read(String text, Form form, String name) {
    return switch (form) {
      case CSV -> EntryCsv.read(text, name);
      case JSON -> EntryJsonFile.read(text, name);
    };
  }

  /** Refuses a file with any mistake, and tells them all, up to a bound. */
  static void refuse(List<String> mistakes) {
    if (mistakes.isEmpty()) {
      return;
    }
    List<String> lines =
        new ArrayList<>(mistakes.subList(0, Math.min(MOST_MISTAKES, mistakes.size())));
    if (mistakes.size() > MOST_MISTAKES) {
      lines.add("… and " + (mistakes.size() - MOST_MISTAKES) + " more.");
    }
    lines.add("Nothing was changed.");
    throw new CommandFailure(String.join(System.lineSeparator(), lines));
  }
}

package dev.sallyport.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that was done and seen in a run. */
final class History {
  private final List<Call> calls = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();

  synchronized void add(Call call) {
    calls.add(call);
  }

  synchronized void add(Edit edit) {
    edits.add(edit);
  }

  synchronized void add(Trouble trouble) {
    troubles.add(trouble);
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized List<Edit> edits() {
    return List.copyOf(edits);
  }

  synchronized List<Trouble> troubles() {
    return List.copyOf(troubles);
  }

  /** One line for each, for whoever looks into a violation. */
  void writeTo(Path file, List<?> more) {
    List<String> lines = new ArrayList<>();
    more.forEach(each -> lines.add(each.toString()));
    troubles().forEach(each -> lines.add(each.toString()));
    edits().forEach(each -> lines.add(each.toString()));
    calls().forEach(each -> lines.add(each.toString()));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

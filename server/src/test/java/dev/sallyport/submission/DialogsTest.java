package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every conversation in {@code src/test/resources/submission}, held with the real server. */
class DialogsTest {
  private static final Path FOLDER = Path.of("src/test/resources/submission");

  @TestFactory
  List<DynamicTest> dialogs() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.dialog")) {
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file);
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName().toString(), file.toUri(), () -> new Dialog(lines).run()));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }
}

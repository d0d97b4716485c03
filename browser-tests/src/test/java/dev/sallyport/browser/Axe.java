package dev.sallyport.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks axe-core what stands against WCAG 2.2, levels A and AA. */
final class Axe {
  private static final String SOURCE = source();

  private static final String RUN =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          resultTypes: ["violations"],
        });
        return found.violations.flatMap((rule) => rule.nodes.map((node) =>
          rule.id + ": " + node.target.join(" ") + ": " + node.failureSummary));
      }
      """;

  private Axe() {}

  /** One line for each element that breaks a rule. */
  static List<String> violations(Page page) {
    page.evaluate(SOURCE);
    Object found = page.evaluate(RUN);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  private static String source() {
    try (InputStream in = Axe.class.getClassLoader().getResourceAsStream("axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      // The value of the script is nothing that could be carried back.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";0";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

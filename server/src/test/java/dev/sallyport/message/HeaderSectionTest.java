package dev.sallyport.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderSectionTest {

  private static final Pattern OCTET = Pattern.compile("\\\\x([0-9a-f]{2})");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void tellsTheAuthorsOrThatItCannot(String name, String header, String expected)
      throws IOException {
    switch (HeaderSection.read(content(header + "\r\n\r\nbody\r\n")).from()) {
      case HeaderFrom.Authors(List<EmailAddress> addresses) ->
          assertThat(
                  "authors: "
                      + addresses.stream()
                          .map(EmailAddress::toString)
                          .collect(Collectors.joining(", ")))
              .isEqualTo(expected);
      case HeaderFrom.Unreadable(String message) -> {
        assertThat(expected).startsWith("unreadable:");
        assertThat(message).contains(expected.substring("unreadable:".length()).strip());
        assertThat(message).endsWith(".");
      }
    }
  }

  static Stream<Object[]> cases() throws IOException {
    try (InputStream in = HeaderSectionTest.class.getResourceAsStream("from-headers.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .filter(block -> !block.startsWith("#"))
          .map(block -> {
            List<String> lines = block.lines().toList();
            String header =
                lines.stream()
                    .filter(line -> line.startsWith("|"))
                    .map(line -> line.substring(1).replace("\\t", "\t"))
                    .collect(Collectors.joining("\r\n"));
            String octets =
                OCTET
                    .matcher(header)
                    .replaceAll(hit -> "" + (char) Integer.parseInt(hit.group(1), 16));
            return new Object[] {lines.getFirst(), octets, lines.getLast()};
          });
    }
  }

  @Test
  void aLookAlikeDomainIsAnotherDomain() throws IOException {
    var from = HeaderSection.read(content("From: a@ex\u00d0\u00b0mple.com\r\n\r\n")).from();
    assertThat(((HeaderFrom.Authors) from).addresses().getFirst().asciiDomain()).startsWith("xn--");
  }

  @Test
  void readsAHeaderWithoutABody() throws IOException {
    assertThat(HeaderSection.read(content("From: a@example.com\r\n")).from())
        .isInstanceOf(HeaderFrom.Authors.class);
  }

  @Test
  void anEndlessHeaderIsUnreadable() throws IOException {
    String endless = "From: a@example.com\r\n" + "X: y\r\n".repeat(60_000) + "\r\n";
    assertThat(HeaderSection.read(content(endless)).from())
        .isEqualTo(new HeaderFrom.Unreadable("The header is longer than 256 KiB."));
  }

  @Test
  void anEndlessFromHeaderIsUnreadable() throws IOException {
    String many = "From: a@example.com" + ",\r\n a@example.com".repeat(60) + "\r\n\r\n";
    String comment = "From: a@example.com (" + "x".repeat(9_000) + ")\r\n\r\n";
    assertThat(HeaderSection.read(content(many)).from()).isInstanceOf(HeaderFrom.Unreadable.class);
    assertThat(HeaderSection.read(content(comment)).from())
        .isInstanceOf(HeaderFrom.Unreadable.class);
  }

  @Test
  void readsTheHeaderOfAMessageInAFileWhoseBodyIsLong() throws IOException {
    try (Spool spool = new Spool(SpoolFolder.open(folder), 10_000_000)) {
      spool.write("From: a@example.com\r\n\r\n".getBytes(ISO_8859_1));
      spool.write(new byte[1_000_000]);
      try (Content content = ((Spooled.Kept) spool.finish()).content()) {
        assertThat(HeaderSection.read(content).from()).isInstanceOf(HeaderFrom.Authors.class);
      }
    }
  }

  private static Content content(String octets) {
    return Content.of(octets.getBytes(ISO_8859_1));
  }
}

package dev.sallyport.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmailAddressTest {

  @ParameterizedTest
  @MethodSource("cases")
  void readsOrRefuses(String line) {
    String[] parts = line.split(" => ", 2);
    String text =
        parts[0]
            .replace("<CR>", "\r")
            .replace("<LF>", "\n")
            .replace("<NUL>", "\0")
            .replace("<TAB>", "\t")
            .replace("<DEL>", "\u007f");
    switch (EmailAddress.parse(text)) {
      case AddressResult.Valid(EmailAddress address) -> {
        assertThat(address.asciiDomain()).isEqualTo(parts[1]);
        assertThat(address.toString()).isEqualTo(text);
      }
      case AddressResult.Invalid(String message) -> {
        assertThat(parts[1]).startsWith("!");
        assertThat(message).contains(parts[1].substring(1)).endsWith(".");
      }
    }
  }

  static Stream<String> cases() throws IOException {
    try (InputStream in = EmailAddressTest.class.getResourceAsStream("addresses.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isEmpty() && !line.startsWith("# "));
    }
  }

  @Test
  void boundsTheLocalPartInOctets() {
    assertThat(EmailAddress.parse("a".repeat(64) + "@example.com"))
        .isInstanceOf(AddressResult.Valid.class);
    assertThat(EmailAddress.parse("a".repeat(65) + "@example.com"))
        .isInstanceOf(AddressResult.Invalid.class);
    assertThat(EmailAddress.parse("é".repeat(33) + "@example.com"))
        .isInstanceOf(AddressResult.Invalid.class);
  }

  @Test
  void boundsTheWholeTo254Octets() {
    String domain = "a.".repeat(120) + "example";
    assertThat(EmailAddress.parse("abcdef@" + domain)).isInstanceOf(AddressResult.Valid.class);
    assertThat(EmailAddress.parse("abcdefg@" + domain)).isInstanceOf(AddressResult.Invalid.class);
  }

  @Test
  void boundsALabelTo63Octets() {
    assertThat(EmailAddress.parse("user@" + "a".repeat(63) + ".example"))
        .isInstanceOf(AddressResult.Valid.class);
    assertThat(EmailAddress.parse("user@" + "a".repeat(64) + ".example"))
        .isInstanceOf(AddressResult.Invalid.class);
  }

  @Test
  void needsSmtpUtf8ForTheLocalPartAlone() {
    assertThat(valid("üser@example.com").needsSmtpUtf8()).isTrue();
    assertThat(valid("user@bücher.example").needsSmtpUtf8()).isFalse();
    assertThat(valid("user@bücher.example").toAscii()).isEqualTo("user@xn--bcher-kva.example");
  }

  private static EmailAddress valid(String text) {
    return ((AddressResult.Valid) EmailAddress.parse(text)).address();
  }
}

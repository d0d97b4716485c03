package dev.sallyport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enhanced status codes in replies. */
final class EnhancedCodeTest {

  @Test
  void theCodeIsFoundAtTheStart() {
    assertThat(EnhancedCode.of(Reply.of(550, "5.7.1 No"))).contains(new EnhancedCode(5, 7, 1));
    assertThat(EnhancedCode.of(Reply.of(250, "2.0.0"))).contains(new EnhancedCode(2, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "No 5.7.1", "4.7.1 No", "5.7 No", "5.7.1234 No", "5.7.1.2", "5.7.1x"})
  void whatIsNoCodeOfItsClassIsNone(String text) {
    assertThat(EnhancedCode.of(Reply.of(550, text))).isEmpty();
  }

  @Test
  void eachLineIsGivenACode() {
    Reply bare = new Reply(550, List.of("5.1.1 No such", "user", ""));
    assertThat(EnhancedCode.onEachLine(bare).lines())
        .containsExactly("5.1.1 No such", "5.1.1 user", "5.1.1");
    assertThat(EnhancedCode.onEachLine(Reply.of(451, "Later")).text()).isEqualTo("4.0.0 Later");
  }

  @Test
  void aGoOnHasNone() {
    assertThat(EnhancedCode.onEachLine(Reply.of(354, "Go on")).text()).isEqualTo("Go on");
  }
}

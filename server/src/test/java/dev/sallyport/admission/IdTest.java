package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef01234567",
        "ffffffffffffffffffffffff",
        "00000000000000000000000f"
      })
  void theTextOfAnIdIsReadAndToldAlike(String text) {
    assertThat(Id.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456",
        "0123456789abcdef012345678",
        "0123456789abcdef0123456g",
        "0123456789abcdef0123456\u0660"
      })
  void whatIsNotAnIdIsRefused(String text) {
    assertThatThrownBy(() -> Id.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdInUpperCaseIsNotTakenForTheOneInLowerCase() {
    assertThatThrownBy(() -> Id.of("0123456789ABCDEF01234567"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

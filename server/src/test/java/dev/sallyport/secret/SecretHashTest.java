package dev.sallyport.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretHashTest {
  @Test
  void theHashIsSha256InLowerCaseHexadecimal() {
    // FIPS 180-2, appendix B.1
    assertThat(SecretHash.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}

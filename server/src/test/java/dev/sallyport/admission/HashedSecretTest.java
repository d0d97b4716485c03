package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HashedSecretTest {
  @Test
  void onlyEqualHashesAreTheSame() {
    assertThat(HashedSecret.of("a").isSame(HashedSecret.of("a"))).isTrue();
    assertThat(HashedSecret.of("a").isSame(HashedSecret.of("b"))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> HashedSecret.ofHash(""));
  }

  @Test
  void hashesThatDifferInOneOfTheirFourPartsAreNotTheSame() {
    HashedSecret hash = new HashedSecret(1, 2, 3, 4);

    assertThat(hash.isSame(new HashedSecret(0, 2, 3, 4))).isFalse();
    assertThat(hash.isSame(new HashedSecret(1, 0, 3, 4))).isFalse();
    assertThat(hash.isSame(new HashedSecret(1, 2, 0, 4))).isFalse();
    assertThat(hash.isSame(new HashedSecret(1, 2, 3, 0))).isFalse();
  }
}

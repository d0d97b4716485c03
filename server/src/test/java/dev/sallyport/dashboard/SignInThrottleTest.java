package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private static final Instant NOW = Instant.parse("2026-03-13T14:06:00Z");

  private final SignInThrottle throttle = new SignInThrottle();

  @Test
  void allAddressesOfAnIpv6SubnetCountAsOne() {
    for (int i = 0; i < 10; i++) {
      assertThat(throttle.begin(IpAddress.of("2001:db8:0:7::" + i), NOW)).isTrue();
    }
    assertThat(throttle.begin(IpAddress.of("2001:db8:0:7:ffff::1"), NOW)).isFalse();
    assertThat(throttle.begin(IpAddress.of("2001:db8:0:8::1"), NOW)).isTrue();
  }

  @Test
  void aRightPasswordDoesNotCount() {
    IpAddress address = IpAddress.of("192.0.2.1");
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.begin(address, NOW)).isTrue();
      throttle.succeeded(address);
    }
  }

  @Test
  void aRightPasswordDoesNotWipeOutTheWrongOnes() {
    IpAddress address = IpAddress.of("192.0.2.2");
    for (int i = 0; i < 10; i++) {
      throttle.begin(address, NOW);
    }
    throttle.succeeded(address);
    assertThat(throttle.begin(address, NOW)).isTrue();
    assertThat(throttle.begin(address, NOW)).isFalse();
  }

  @Test
  void anAddressIsForgottenOnceItsTimeIsOver() {
    IpAddress address = IpAddress.of("192.0.2.3");
    for (int i = 0; i < 11; i++) {
      throttle.begin(address, NOW);
    }
    assertThat(throttle.begin(address, NOW.plusSeconds(299))).isFalse();
    assertThat(throttle.begin(address, NOW.plusSeconds(300))).isTrue();
  }
}

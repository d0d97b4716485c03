package dev.sallyport.relay;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How we deal with relays.
 *
 * @param timeouts how long each step may take
 * @param limits how connections are shared and kept
 * @param tls how connections are secured
 * @param loopback which addresses lie on this host, where nobody listens in between
 */
record RelayTerms(
    RelayTimeouts timeouts, PoolLimits limits, RelayTls tls, Predicate<InetAddress> loopback) {

  /** What is right outside of tests. */
  static RelayTerms usual(Duration messageTimeout) {
    return new RelayTerms(
        RelayTimeouts.of(messageTimeout),
        PoolLimits.usual(),
        RelayTls.ofThisRuntime(),
        InetAddress::isLoopbackAddress);
  }
}

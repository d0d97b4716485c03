package dev.sallyport.relay;

import java.time.Duration;

/**
 * How connections to one relay are shared and kept.
 *
 * @param connections most at one time
 * @param patience how long to wait for one of them when all are taken
 * @param idle how long one is kept unused
 * @param messages most messages over one, then it is replaced
 */
record PoolLimits(int connections, Duration patience, Duration idle, int messages) {

  /**
   * Fifty is what Postfix takes from one client (smtpd_client_connection_count_limit); twenty
   * seconds is well within what servers wait for a command.
   */
  static PoolLimits usual() {
    return new PoolLimits(50, Duration.ofSeconds(10), Duration.ofSeconds(20), 1000);
  }
}

package dev.sallyport.relay;

import java.time.Duration;

/**
 * How connections to one relay are shared and kept.
 *
 * @param connections most at one time
 * @param patience how long to wait for one of them when all are taken
 * @param idle how long one is kept unused
 * @param messages most messages over one, then it is replaced
 * @param doze after how long a wait for our own client, amid a transaction, one may be taken back
 *     for others in need, and its loss is put down to that wait and not to the relay
 */
record PoolLimits(int connections, Duration patience, Duration idle, int messages, Duration doze) {

  /**
   * Fifty is what Postfix takes from one client (smtpd_client_connection_count_limit); twenty
   * seconds is well within what servers wait for a command, but for a Postfix under stress, which
   * waits ten.
   */
  static PoolLimits usual() {
    return new PoolLimits(
        50, Duration.ofSeconds(10), Duration.ofSeconds(20), 1000, Duration.ofSeconds(5));
  }
}

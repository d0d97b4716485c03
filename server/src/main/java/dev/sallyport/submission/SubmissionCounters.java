package dev.sallyport.submission;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happened at the SMTP door since the start, for the metrics page. */
public final class SubmissionCounters {
  final LongAdder accepted = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder ended = new LongAdder();
  final LongAdder secured = new LongAdder();
  final LongAdder authenticated = new LongAdder();
  final LongAdder authFailed = new LongAdder();
  final LongAdder authThrottled = new LongAdder();
  final LongAdder protocolErrors = new LongAdder();
  final LongAdder timeouts = new LongAdder();

  SubmissionCounters() {}

  /** Connections accepted, those turned away at once included. */
  public long connections() {
    return accepted.sum();
  }

  /** Connections turned away before their session: too many, or no trusted proxy. */
  public long connectionsTurnedAway() {
    return turnedAway.sum();
  }

  /** Connections open now. */
  public long connectionsOpen() {
    return accepted.sum() - ended.sum();
  }

  /** TLS handshakes that succeeded. */
  public long tlsHandshakes() {
    return secured.sum();
  }

  /** Right passwords shown, whatever the allowlist then said. */
  public long authenticationsGood() {
    return authenticated.sum();
  }

  /** Wrong passwords, unknown and paused SMTP users. */
  public long authenticationsFailed() {
    return authFailed.sum();
  }

  /** Tries turned away because their address failed too often. */
  public long authenticationsThrottled() {
    return authThrottled.sum();
  }

  /** Commands refused for what they were or when they came. */
  public long protocolErrors() {
    return protocolErrors.sum();
  }

  /** Sessions ended because the client was silent or too slow. */
  public long timeouts() {
    return timeouts.sum();
  }
}

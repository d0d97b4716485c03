package dev.sallyport.alert;

import java.util.concurrent.atomic.LongAdder;

/** What became of alerts on this node since its start. */
public final class AlertCounters {
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void countDelivered() {
    delivered.increment();
  }

  void countFailed() {
    failed.increment();
  }

  void countGivenUp() {
    givenUp.increment();
  }

  void countDropped(int number) {
    dropped.add(number);
  }

  public long delivered() {
    return delivered.sum();
  }

  /** Tries that failed and are made again. */
  public long failed() {
    return failed.sum();
  }

  public long givenUp() {
    return givenUp.sum();
  }

  /** Alerts never queued, for too many of their account waited. */
  public long dropped() {
    return dropped.sum();
  }
}

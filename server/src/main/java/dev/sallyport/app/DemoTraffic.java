package dev.sallyport.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Calls that go on while a demo is looked at: some allowed, some denied, for a day at most. */
final class DemoTraffic {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 17_280;
  private static final List<String> ADDRESSES =
      List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.9", "127.0.0.1", "127.0.0.77");

  private DemoTraffic() {}

  static void start(DemoCaller caller) {
    Thread.ofVirtual().name("demo-traffic").start(() -> run(caller));
  }

  private static void run(DemoCaller caller) {
    try {
      for (int i = 0; i < MOST; i++) {
        call(caller, ADDRESSES.get(i % ADDRESSES.size()), i);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      // The demo ends.
    }
  }

  private static void call(DemoCaller caller, String from, int number) {
    try {
      if (number % 2 == 0) {
        caller.api(from, "Order " + (1000 + number));
      } else {
        caller.smtp(from, "Invoice " + (1000 + number));
      }
    } catch (IOException e) {
      // The gate is stopping, or this machine has no such address: the next may do.
    }
  }
}

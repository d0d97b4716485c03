package dev.sallyport.account;

import dev.sallyport.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Reads every account, page by page, several parts of them at once where there are many. Each page
 * is a snapshot of its own: an account that was changed meanwhile may be as it was before or after.
 */
final class AllStates {
  private static final int MOST_AT_ONCE = 4;

  /**
   * Where the parts end, by the first digit of the ids; those between two digits are alike many.
   */
  private static final List<String> ENDS = List.of("123456789abcdef".split(""));

  private final Store store;
  private final Consumer<AccountState> sink;
  private final Consumer<AccountState> damaged;

  /**
   * The whole has failed: what other threads still hold may be outdated by the time of the next.
   */
  private volatile boolean stopped;

  /** Both are called by several threads at a time. */
  AllStates(Store store, Consumer<AccountState> sink, Consumer<AccountState> damaged) {
    this.store = store;
    this.sink = sink;
    this.damaged = damaged;
  }

  void read() {
    if (!page("", "").isEmpty()) {
      readInParts();
    }
  }

  private void readInParts() {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_AT_ONCE);
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("accounts-", 0).factory());
    boolean interrupted = false;
    try {
      List<Future<?>> parts = new ArrayList<>();
      String after = "";
      for (String end : ENDS) {
        parts.add(executor.submit(part(after, end)));
        after = end;
      }
      parts.add(executor.submit(part(after, "")));
      for (Future<?> part : parts) {
        Object _ = part.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      throw new IllegalStateException("interrupted while the accounts were being read", e);
    } finally {
      stopped = true;
      // Waits, and interrupts nothing: an interrupt closes the files that are being written.
      executor.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Runnable part(String after, String end) {
    return () -> {
      String last = after;
      boolean more = true;
      while (more && !stopped) {
        last = page(last, end);
        more = !last.isEmpty();
      }
    };
  }

  /** Reads one page; returns the id after which the next begins, or nothing where there is none. */
  private String page(String after, String end) {
    ReadStates page =
        store.read(handle ->
            ReadStates.of(
                (known, unreadable) -> StateRows.page(handle, after, end, known, unreadable)));
    page.handOn(sink, damaged, () -> stopped);
    return page.last();
  }
}

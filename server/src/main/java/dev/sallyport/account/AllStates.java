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
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the accounts were being read", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private Runnable part(String after, String end) {
    return () -> {
      String last = page(after, end);
      while (!last.isEmpty()) {
        last = page(last, end);
      }
    };
  }

  /** Reads one page; returns the id after which the next begins, or nothing where there is none. */
  private String page(String after, String end) {
    return store.read(handle -> StateRows.page(handle, after, end, sink, damaged));
  }
}

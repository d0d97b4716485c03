package dev.sallyport.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Waits to the end for what another thread does: whoever asked for a change must hear whether it
 * was made, even where its own thread is interrupted meanwhile.
 */
final class Waiting {
  private Waiting() {}

  interface Interruptible<T> {
    T call() throws InterruptedException;
  }

  static <T> T uninterruptibly(Interruptible<T> step) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return step.call();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The result, or what the work threw, as it was thrown. */
  static <T> T forResult(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw e;
      }
    }
  }

  /** Does a work and tells the one who waits, whatever comes of it. */
  @SuppressWarnings("CatchingUnchecked") // what a work throws belongs to the one who waits
  static <T> void complete(CompletableFuture<T> done, Supplier<T> work) {
    try {
      done.complete(work.get());
    } catch (Throwable thrown) {
      done.completeExceptionally(thrown);
    }
  }
}

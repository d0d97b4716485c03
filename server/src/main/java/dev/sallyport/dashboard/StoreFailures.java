package dev.sallyport.dashboard;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a store that is away from a mistake of ours. */
final class StoreFailures {
  private static final int MAX_DEPTH = 20;

  private StoreFailures() {}

  static boolean isStoreAway(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof SQLException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}

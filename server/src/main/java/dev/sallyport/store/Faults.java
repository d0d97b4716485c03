package dev.sallyport.store;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a statement that is wrong from a database that can't be used. */
final class Faults {
  /** Classes of SQLSTATE: features, data, constraints, syntax and names (ISO/IEC 9075-2 §24). */
  private static final Set<String> CLASSES = Set.of("0A", "21", "22", "23", "42", "44");

  private static final Set<Integer> CODES =
      Set.of(
          SQLiteErrorCode.SQLITE_ERROR.code,
          SQLiteErrorCode.SQLITE_TOOBIG.code,
          SQLiteErrorCode.SQLITE_CONSTRAINT.code,
          SQLiteErrorCode.SQLITE_MISMATCH.code,
          SQLiteErrorCode.SQLITE_MISUSE.code,
          SQLiteErrorCode.SQLITE_RANGE.code);

  private Faults() {}

  static boolean isOne(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return CODES.contains(sqlite.getResultCode().code & 0xff);
      }
      if (cause instanceof SQLException told) {
        String state = told.getSQLState();
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
      }
    }
    return false;
  }
}

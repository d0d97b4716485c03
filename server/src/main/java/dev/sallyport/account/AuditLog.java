package dev.sallyport.account;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Lines of the audit log about what other packages keep. */
public final class AuditLog {
  private AuditLog() {}

  /**
   * Writes one down, in the transaction that does it.
   *
   * @param subjectId 24 characters at most
   * @param subjectName see {@link AuditAction}; 300 characters at most
   */
  public static void note(
      Handle handle,
      String accountId,
      Instant at,
      Actor actor,
      AuditAction action,
      String subjectId,
      String subjectName) {
    AuditRows.add(handle, accountId, at, actor, new AuditRows.Deed(action, subjectId, subjectName));
  }
}

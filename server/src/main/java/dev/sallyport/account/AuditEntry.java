package dev.sallyport.account;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the audit log.
 *
 * @param id 24 hexadecimal digits; what a page is read on from
 * @param action the word that is stored, which a newer program may have written
 * @param subjectName see {@link AuditAction}
 * @param times how often it happened: 1 but for what is counted by the hour
 */
public record AuditEntry(
    String id,
    Instant at,
    Actor actor,
    String action,
    String subjectId,
    String subjectName,
    int times) {

  /** The action; empty for one that this program does not know. */
  public Optional<AuditAction> known() {
    return AuditAction.of(action);
  }
}

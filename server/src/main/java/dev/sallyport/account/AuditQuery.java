package dev.sallyport.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of an audit log are wanted.
 *
 * @param kind null for all
 * @param from the earliest, included; null for all
 * @param to the time that all are before; null for all
 * @param before the id of a line that all are older than; null for the newest
 */
public record AuditQuery(
    @Nullable AuditKind kind,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String before) {
  public static final AuditQuery ALL = new AuditQuery(null, null, null, null);

  /** The same, read on below a line. */
  public AuditQuery before(String id) {
    return new AuditQuery(kind, from, to, id);
  }
}

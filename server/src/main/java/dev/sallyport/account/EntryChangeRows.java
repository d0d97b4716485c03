package dev.sallyport.account;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The history of one entry, picked out of the rows of its list's. */
final class EntryChangeRows {
  private EntryChangeRows() {}

  /** The newest first. An id is found by its text: 24 digits that stand for nothing else. */
  static List<EntryChange> of(Handle handle, ListRef ref, String entryId, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_history WHERE account_id = :account"
                + " AND credential_id = :credential"
                + " AND (removed LIKE :holding OR added LIKE :holding)"
                + " ORDER BY revision DESC LIMIT :limit")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("holding", "%\"id\":\"" + entryId + "\"%")
        .bind("limit", limit)
        .map((row, context) -> change(HistoryRows.step(row), entryId))
        .list();
  }

  private static EntryChange change(HistoryRows.Step step, String entryId) {
    return new EntryChange(
        step.revision(),
        step.at(),
        step.actor(),
        step.kind(),
        entry(step.removed(), entryId),
        entry(step.added(), entryId));
  }

  private static @Nullable Entry entry(List<Placed> placed, String entryId) {
    return placed.stream()
        .map(Placed::entry)
        .filter(entry -> entry.id().equals(entryId))
        .findFirst()
        .orElse(null);
  }
}

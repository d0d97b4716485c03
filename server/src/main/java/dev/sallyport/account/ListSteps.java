package dev.sallyport.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads what happened to an account's lists, for who tells others of it. */
public final class ListSteps {
  private ListSteps() {}

  /** The revision each list of the account stands at; a list never changed is missing. */
  public static Map<ListRef, Long> revisions(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT credential_id, revision FROM allowlist WHERE account_id = :account")
        .bind("account", accountId)
        .map((row, _) ->
            Map.entry(
                new ListRef(accountId, row.getString("credential_id")), row.getLong("revision")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The revisions of a list above that one, the oldest first.
   *
   * @param limit how many at most
   */
  public static List<ListStep> after(Handle handle, ListRef ref, long revision, int limit) {
    List<ListStep> steps = new ArrayList<>();
    Mode before = Mode.ENFORCE;
    // One more below tells the mode that the first of them found.
    for (HistoryRows.Step step : HistoryRows.upward(handle, ref, revision, limit + 1)) {
      if (step.revision() > revision && steps.size() < limit) {
        steps.add(step.of(ref, before));
      }
      before = step.modeAfter();
    }
    return steps;
  }
}

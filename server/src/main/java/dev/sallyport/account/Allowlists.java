package dev.sallyport.account;

import java.util.List;
import java.util.Optional;

/** The stored lists. Every way of changing a list goes through here. */
public final class Allowlists {

  /** The list; empty where the account, or the credential in it, is not there. */
  public Optional<Allowlist> find(ListRef ref) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a change, or says why not. When this returns {@link ChangeResult.Changed} the change is
   * durable and every subscriber of {@link AccountChanges} has seen it.
   *
   * @throws NoSuchAccountException where the list's account or credential is not there
   */
  public ChangeResult change(ListRef ref, Change change, Guard guard) {
    throw new UnsupportedOperationException();
  }

  /**
   * Revisions, newest first.
   *
   * @param before only revisions below this; {@link Long#MAX_VALUE} for the newest
   * @param limit 1 to 500
   */
  public List<HistoryRow> history(ListRef ref, long before, int limit) {
    throw new UnsupportedOperationException();
  }
}

package dev.sallyport.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What has changed, account by account. Each change of an account, its credentials or its lists
 * draws a number from one locked counter row; "after which number" misses none.
 */
public final class AccountChanges {

  /**
   * Called on the thread that made the change, after it is durable and before its maker hears of
   * it. The account is reloaded by {@link #load}.
   */
  public void subscribe(Consumer<String> accountId) {
    throw new UnsupportedOperationException();
  }

  /** The newest number drawn. */
  public long newest() {
    throw new UnsupportedOperationException();
  }

  /** The ids of accounts changed after that number, each once, with the number reached. */
  public ChangedAccounts after(long number) {
    throw new UnsupportedOperationException();
  }

  /** Everything admission needs of one account, or null where it is gone, in one snapshot. */
  public Optional<AccountState> load(String accountId) {
    throw new UnsupportedOperationException();
  }

  /** Every account, streamed, with the number the whole is as new as. */
  public long loadAll(Consumer<AccountState> sink) {
    throw new UnsupportedOperationException();
  }

  /** Whether another process has written since the last call; cheap. */
  public boolean changedElsewhere() {
    throw new UnsupportedOperationException();
  }

  /** The accounts changed, and the number to ask after next. */
  public record ChangedAccounts(List<String> accountIds, long newest) {}
}

package dev.sallyport.admission;

import dev.sallyport.account.AccountState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live picture of every account. Readers never wait: each account is one immutable value, and a
 * change replaces that value alone.
 */
final class Picture {
  private static final Logger LOG = LoggerFactory.getLogger(Picture.class);

  private final AccountIndex accounts = new AccountIndex();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  @Nullable AccountPicture account(String id) {
    return accounts.find(new Keys.ById(Id.of(id)));
  }

  @Nullable AccountPicture ofToken(HashedSecret secret) {
    return accounts.find(new Keys.ByToken(secret));
  }

  @Nullable AccountPicture ofSmtpUser(String username) {
    return accounts.find(new Keys.ByUser(username));
  }

  int size() {
    return accounts.size();
  }

  /** Whether an account is known to have changed in a way that could not be read. */
  boolean isUnknown(String accountId) {
    return unknown.contains(accountId);
  }

  Set<String> unknown() {
    return Set.copyOf(unknown);
  }

  /**
   * Calls of this account are turned away until it is put or removed.
   *
   * @return whether they were not before
   */
  boolean markUnknown(String accountId) {
    return unknown.add(accountId);
  }

  /**
   * Puts an account in the place of its older self; an older state than the one held is nothing.
   * One that is damaged is unknown from now on.
   */
  synchronized void put(AccountState state) {
    String id = state.account().id();
    AccountPicture before = account(id);
    if (before != null && before.changeNumber() > state.changeNumber()) {
      return;
    }
    try {
      accounts.replace(before, new AccountPicture(state));
    } catch (IllegalArgumentException e) {
      LOG.warn("account {} is damaged; its calls are turned away", id, e);
      unknown.add(id);
      return;
    }
    unknown.remove(id);
  }

  synchronized void remove(String accountId) {
    accounts.replace(account(accountId), null);
    unknown.remove(accountId);
  }

  /** Takes away every account that is not among these. */
  synchronized void retain(Set<String> accountIds) {
    for (AccountPicture account : accounts.all()) {
      String id = account.id().text();
      if (!accountIds.contains(id)) {
        remove(id);
      }
    }
  }
}

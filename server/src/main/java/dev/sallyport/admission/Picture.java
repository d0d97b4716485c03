package dev.sallyport.admission;

import dev.sallyport.account.AccountState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

  /** The number of an account's newest change that is known here; negative where there is none. */
  long changeNumber(String accountId) {
    AccountPicture held = unknown.contains(accountId) ? null : held(accountId);
    return held == null ? -1 : held.changeNumber();
  }

  /** Whether anything is known of an account. */
  boolean holds(String accountId) {
    return unknown.contains(accountId) || held(accountId) != null;
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
   * Puts an account in the place of what was held of it. One that is damaged is unknown from now
   * on.
   */
  void put(AccountState state) {
    if (hold(state)) {
      unknown.remove(state.account().id());
    }
  }

  /** Puts an account of which the credentials are known, and no more. */
  void putUnknown(AccountState state) {
    unknown.add(state.account().id());
    boolean _ = hold(state);
  }

  private boolean hold(AccountState state) {
    String id = state.account().id();
    AccountPicture after;
    try {
      after = new AccountPicture(state);
    } catch (IllegalArgumentException e) {
      // Read again several times a second, and told of once.
      if (unknown.add(id)) {
        LOG.warn("account {} is damaged; its calls are turned away", id, e);
      }
      return false;
    }
    synchronized (this) {
      accounts.replace(accounts.find(after.key()), after);
    }
    return true;
  }

  void remove(String accountId) {
    synchronized (this) {
      accounts.replace(held(accountId), null);
    }
    unknown.remove(accountId);
  }

  void clear() {
    ids().forEach(this::remove);
    unknown.clear();
  }

  /** The ids of all accounts that are held, in a set of the asker's own for several threads. */
  synchronized Set<String> ids() {
    return accounts.all().stream()
        .map(account -> account.id().text())
        .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
  }

  private @Nullable AccountPicture held(String id) {
    try {
      return account(id);
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }
}

package dev.sallyport.admission;

import dev.sallyport.account.AccountState;
import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.account.CredentialKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The live picture of every account. Readers never wait: each account is one immutable value, and a
 * change replaces that value alone. A credential is found by its key and then looked up once more
 * in its account, so a key that outlives its credential for a moment leads nowhere.
 */
final class Picture {
  private final Map<String, AccountPicture> accounts = new ConcurrentHashMap<>();
  private final Map<String, Owner> owners = new ConcurrentHashMap<>();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  /** Whose a key is: an API token's hash, or an SMTP user's name. */
  record Owner(String accountId, String credentialId) {}

  @Nullable AccountPicture account(String id) {
    return accounts.get(id);
  }

  @Nullable Owner ofToken(String secretHash) {
    return owners.get(tokenKey(secretHash));
  }

  @Nullable Owner ofSmtpUser(String username) {
    return owners.get(userKey(username));
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
   */
  synchronized void put(AccountState state) {
    String id = state.account().id();
    AccountPicture before = accounts.get(id);
    if (before != null && before.changeNumber() > state.changeNumber()) {
      return;
    }
    AccountPicture after = new AccountPicture(state);
    accounts.put(id, after);
    Set<String> keys = new HashSet<>();
    for (StoredCredential stored : after.credentials()) {
      String key = key(stored);
      keys.add(key);
      owners.put(key, new Owner(id, stored.credential().id()));
    }
    forget(before, keys);
    unknown.remove(id);
  }

  synchronized void remove(String accountId) {
    forget(accounts.remove(accountId), Set.of());
    unknown.remove(accountId);
  }

  /** Takes away every account that is not among these. */
  synchronized void retain(Set<String> accountIds) {
    for (String id : Set.copyOf(accounts.keySet())) {
      if (!accountIds.contains(id)) {
        remove(id);
      }
    }
  }

  private void forget(@Nullable AccountPicture before, Set<String> keep) {
    if (before == null) {
      return;
    }
    for (StoredCredential stored : before.credentials()) {
      if (!keep.contains(key(stored))) {
        owners.remove(key(stored));
      }
    }
  }

  private static String key(StoredCredential stored) {
    return stored.credential().kind() == CredentialKind.API_TOKEN
        ? tokenKey(stored.secretHash())
        : userKey(stored.credential().username());
  }

  private static String tokenKey(String secretHash) {
    return "t" + secretHash;
  }

  private static String userKey(String username) {
    return "u" + username;
  }
}

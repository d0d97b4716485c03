package dev.sallyport.admission;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountState;
import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Scope;
import dev.sallyport.admission.Decision.ListVerdict;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One account with all that decides its calls. Immutable: a change makes a new one. */
final class AccountPicture {
  private final Account account;
  private final long changeNumber;
  private final ListPicture list;
  private final Map<String, StoredCredential> credentials;
  private final Map<String, ListPicture> credentialLists;

  AccountPicture(AccountState state) {
    this.account = state.account();
    this.changeNumber = state.changeNumber();
    this.list = new ListPicture(state.list());
    Map<String, StoredCredential> byId = new HashMap<>();
    for (StoredCredential stored : state.credentials()) {
      byId.put(stored.credential().id(), stored);
    }
    this.credentials = Map.copyOf(byId);
    Map<String, ListPicture> lists = new HashMap<>();
    for (Allowlist own : state.credentialLists()) {
      lists.put(own.ref().credentialId(), new ListPicture(own));
    }
    this.credentialLists = Map.copyOf(lists);
  }

  String id() {
    return account.id();
  }

  String plan() {
    return account.plan();
  }

  long changeNumber() {
    return changeNumber;
  }

  Iterable<StoredCredential> credentials() {
    return credentials.values();
  }

  /** The caller a secret belongs to, if it is that of a credential that is not paused. */
  @Nullable Caller caller(String credentialId, String secretHash) {
    StoredCredential stored = credentials.get(credentialId);
    boolean right =
        SecretHash.same(stored == null ? SecretHash.NOBODY : stored.secretHash(), secretHash);
    if (stored == null || !right || stored.credential().paused()) {
      return null;
    }
    Credential credential = stored.credential();
    return new Caller(
        account.id(),
        account.name(),
        credential.id(),
        credential.name(),
        credential.kind() == CredentialKind.API_TOKEN ? Channel.API : Channel.SMTP,
        credential.scopes().stream().map(Scope::word).collect(Collectors.toUnmodifiableSet()));
  }

  /** Decides in the order of PRODUCT rule 6. */
  Decision decide(String credentialId, IpAddress client, long nowMillis) {
    StoredCredential stored = credentials.get(credentialId);
    if (stored == null || stored.credential().paused()) {
      return new Decision.CredentialGone();
    }
    if (account.paused()) {
      return new Decision.AccountPaused();
    }
    ListVerdict verdict = list.decide(client, nowMillis);
    boolean denied = !verdict.reason().allows();
    if (denied && !list.monitored()) {
      return new Decision.NotListed(verdict);
    }
    ListPicture own = credentialLists.get(credentialId);
    if (own != null) {
      ListVerdict ownVerdict = own.decide(client, nowMillis);
      if (!ownVerdict.reason().allows()) {
        ListVerdict narrowed =
            new ListVerdict(
                client,
                Decision.Reason.CREDENTIAL_NOT_LISTED,
                ownVerdict.entryId(),
                ownVerdict.revision());
        if (!own.monitored()) {
          return new Decision.NotOnCredentialList(narrowed);
        }
        return new Decision.Admitted(denied ? verdict : narrowed, true);
      }
    }
    return new Decision.Admitted(verdict, denied);
  }

  /** Whether the account has named the domains it sends from. */
  boolean hasDomains() {
    return !account.domains().isEmpty();
  }

  /** Whether an address lies in one of the account's domains; true where it has named none. */
  boolean maySendAs(String address) {
    List<String> domains = account.domains();
    if (domains.isEmpty()) {
      return true;
    }
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return Set.copyOf(domains).contains(domain);
  }
}

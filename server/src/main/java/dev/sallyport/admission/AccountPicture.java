package dev.sallyport.admission;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountState;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.admission.Decision.ListVerdict;
import dev.sallyport.allowlist.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One account with all that decides its calls. Immutable: a change makes a new one. A node may hold
 * a million, so what is seldom read is packed.
 */
final class AccountPicture {
  /** Stands where an account was; no key is its own. */
  static final AccountPicture GONE = new AccountPicture(nobody());

  private final Id id;
  private final long changeNumber;
  private final boolean paused;
  private final String plan;
  private final List<String> domains;
  private final Names names;
  private final CredentialTable credentials;
  private final ListPicture list;
  private final Map<String, ListPicture> credentialLists;

  /**
   * @throws IllegalArgumentException where an id or a hash is damaged
   */
  AccountPicture(AccountState state) {
    Account account = state.account();
    this.id = Id.of(account.id());
    this.changeNumber = state.changeNumber();
    this.paused = account.paused();
    // There are a few plans, and many accounts of each.
    this.plan = account.plan().intern();
    this.domains = account.domains();
    this.names = new Names(state);
    this.credentials = new CredentialTable(state.credentials());
    this.list = new ListPicture(state.list());
    Map<String, ListPicture> lists = new HashMap<>();
    for (Allowlist own : state.credentialLists()) {
      lists.put(own.ref().credentialId(), new ListPicture(own));
    }
    this.credentialLists = Map.copyOf(lists);
  }

  private static AccountState nobody() {
    String id = new Id(0, 0).text();
    return new AccountState(
        new Account(id, "", "", true, List.of(), Instant.EPOCH),
        0,
        new Allowlist(ListRef.ofAccount(id), 0, Mode.ENFORCE, List.of()),
        List.of(),
        List.of());
  }

  Id id() {
    return id;
  }

  String plan() {
    return plan;
  }

  long changeNumber() {
    return changeNumber;
  }

  Names names() {
    return names;
  }

  CredentialTable credentials() {
    return credentials;
  }

  AccountIndex.Key key() {
    return new Keys.ById(id);
  }

  /** What this account is found by, its id last. */
  List<AccountIndex.Key> keys() {
    List<AccountIndex.Key> keys = new ArrayList<>();
    for (int row = 0; row < credentials.size(); row++) {
      keys.add(
          credentials.channel(row) == Channel.API
              ? new Keys.ByToken(credentials.hash(row))
              : new Keys.ByUser(names.username(row)));
    }
    keys.add(key());
    return keys;
  }

  /** The caller who holds an API token with that secret, if it is not paused. */
  @Nullable Caller holderOfToken(HashedSecret secret) {
    int row = credentials.findToken(secret);
    return row == CredentialTable.NONE ? null : caller(row, secret);
  }

  /** The caller who is that SMTP user, if the password is right and the user is not paused. */
  @Nullable Caller smtpUser(String username, HashedSecret password) {
    int row = names.findUser(username);
    return row == CredentialTable.NONE ? null : caller(row, password);
  }

  private @Nullable Caller caller(int row, HashedSecret secret) {
    if (!credentials.hash(row).isSame(secret) || credentials.isPaused(row)) {
      return null;
    }
    return new Caller(
        id.text(),
        names.ofAccount(),
        credentials.id(row).text(),
        names.ofCredential(row),
        credentials.channel(row),
        credentials.scopes(row));
  }

  /** Decides in the order of PRODUCT rule 6. */
  Decision decide(String credentialId, IpAddress client, long nowMillis) {
    int row = credentials.find(Id.of(credentialId));
    if (row == CredentialTable.NONE || credentials.isPaused(row)) {
      return new Decision.CredentialGone();
    }
    if (paused) {
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
    return !domains.isEmpty();
  }

  /** Whether an address lies in one of the account's domains; true where it has named none. */
  boolean maySendAs(String address) {
    if (domains.isEmpty()) {
      return true;
    }
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return domains.contains(domain);
  }
}

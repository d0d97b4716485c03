package dev.sallyport.account;

import dev.sallyport.store.Store;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The accounts. Changes are durable and known to every subscriber when a method returns. */
public final class Accounts {
  private static final int MOST_AUDITED = 500;
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{24}");
  private static final int DOMAINS = 1_000;

  private final Store store;
  private final Plans plans;
  private final AccountChanges changes;
  private final InstantSource clock;

  public Accounts(Store store, Plans plans, AccountChanges changes, InstantSource clock) {
    this.store = store;
    this.plans = plans;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @throws InvalidFieldException if the name is taken, empty or too long, or the plan unknown
   */
  public Account create(String name, String plan) {
    return changes.change(changing -> insert(changing, name, plan));
  }

  /** Makes an account within a change that does more. */
  Account insert(Changing changing, String typedName, String plan) {
    String name = checkedName(changing, typedName);
    Account account =
        new Account(
            Secrets.newId(), name, plans.require(plan).name(), false, List.of(), Times.now(clock));
    AccountRows.insert(changing, account);
    audit(changing, AuditAction.ACCOUNT_CREATE, account, plan);
    return account;
  }

  private static String checkedName(Changing changing, String typed) {
    String name = Texts.name("name", typed, "Enter a name for the account.");
    if (ID.matcher(name).matches()) {
      throw new InvalidFieldException(
          "name",
          "A name of 24 hexadecimal digits looks like an account's id. Choose another name.");
    }
    if (AccountRows.byName(changing.handle(), name).isPresent()) {
      throw new InvalidFieldException(
          "name", "There is an account called %s already. Choose another name.".formatted(name));
    }
    return name;
  }

  /** By name. */
  public List<Account> list() {
    return store.read(handle ->
        AccountRows.all(handle).stream()
            .map(AccountRows.Numbered::account)
            .sorted(Comparator.comparing(Account::name))
            .toList());
  }

  /**
   * The account's audit log, the newest first: sign-ins, and changes of its members, credentials
   * and itself.
   *
   * @param limit 1 to {@value #MOST_AUDITED}
   */
  public List<AuditEntry> audit(String id, AuditQuery query, int limit) {
    if (limit < 1 || limit > MOST_AUDITED) {
      throw new IllegalArgumentException("1 to 500 lines: " + limit);
    }
    return store.read(handle -> AuditRows.read(handle, id, query, limit));
  }

  public Optional<Account> byId(String id) {
    return store.read(handle -> AccountRows.byId(handle, id));
  }

  /** By id, else by name. */
  public Optional<Account> find(String idOrName) {
    return store.read(handle ->
        ID.matcher(idOrName).matches()
            ? AccountRows.byId(handle, Texts.lowerCase(idOrName))
            : AccountRows.byName(handle, idOrName.strip()));
  }

  /** The plan of that name; a plan no longer configured is one without an allowlist. */
  public Plan plan(String name) {
    return plans.of(name);
  }

  /**
   * Changes the plan. Entries stay, and stay enforced, whatever the new plan.
   *
   * @throws InvalidFieldException if there is no such plan
   * @throws NoSuchAccountException if there is no such account
   */
  public Account setPlan(String id, String plan) {
    String known = plans.require(plan).name();
    return change(
        id,
        (changing, account) -> {
          if (!account.plan().equals(known)) {
            AccountRows.setPlan(changing.handle(), id, known);
            audit(changing, AuditAction.ACCOUNT_PLAN, account, known);
          }
        });
  }

  /** Turns all calls of the account away, or takes them again. */
  public Account setPaused(String id, boolean paused) {
    return change(
        id,
        (changing, account) -> {
          if (account.paused() != paused) {
            AccountRows.setPaused(changing.handle(), id, paused);
            audit(
                changing,
                paused ? AuditAction.ACCOUNT_PAUSE : AuditAction.ACCOUNT_RESUME,
                account,
                account.name());
          }
        });
  }

  /**
   * Adds a sender domain; from the first on, mail from any other domain is refused.
   *
   * @throws InvalidFieldException if it is not a domain, or there are 1,000
   */
  public Account addDomain(String id, String domain) {
    String canonical = Domains.canonical("domain", domain);
    return change(
        id,
        (changing, account) -> {
          if (account.domains().contains(canonical)) {
            return;
          }
          if (account.domains().size() >= DOMAINS) {
            throw new InvalidFieldException(
                "domain", "An account has at most 1,000 domains. Remove one that is not used.");
          }
          AccountRows.addDomain(changing.handle(), id, canonical);
          audit(changing, AuditAction.ACCOUNT_DOMAIN_ADD, account, canonical);
        });
  }

  /**
   * Takes a sender domain off; without any left, mail may be from any domain.
   *
   * @throws InvalidFieldException if it is not one of the account's
   */
  public Account removeDomain(String id, String domain) {
    String canonical = Domains.canonical("domain", domain);
    return change(
        id,
        (changing, account) -> {
          if (!account.domains().contains(canonical)) {
            throw new InvalidFieldException(
                "domain", "%s is not a domain of %s.".formatted(canonical, account.name()));
          }
          AccountRows.removeDomain(changing.handle(), id, canonical);
          audit(changing, AuditAction.ACCOUNT_DOMAIN_REMOVE, account, canonical);
        });
  }

  /** With its members' places, credentials, lists and history. */
  public void delete(String id) {
    changes.change(changing -> {
      Account account = AccountRows.require(changing.handle(), id);
      audit(changing, AuditAction.ACCOUNT_DELETE, account, account.name());
      AccountRows.delete(changing.handle(), id, Times.now(clock).toEpochMilli());
      return account;
    });
  }

  private Account change(String id, BiConsumer<Changing, Account> work) {
    return changes.change(changing -> {
      work.accept(changing, AccountRows.require(changing.handle(), id));
      return AccountRows.require(changing.handle(), id);
    });
  }

  /** Each change has its row, and by it touches the account. */
  private void audit(Changing changing, AuditAction action, Account account, String subject) {
    changing.touch(account.id());
    AuditRows.add(
        changing.handle(),
        account.id(),
        Times.now(clock),
        Actor.commandLine(),
        new AuditRows.Deed(action, account.id(), subject));
  }
}

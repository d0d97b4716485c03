package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What accounts' lists must always allow or deny. {@link Allowlists} refuses a change that breaks
 * one; a credential's own list is not held against them.
 */
public final class Assertions {
  private static final int MOST = 100;

  private final Store store;
  private final AccountChanges changes;
  private final InstantSource clock;

  Assertions(Store store, AccountChanges changes, InstantSource clock) {
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  /** In the order they were made; none where the account is not there. */
  public List<Assertion> list(String accountId) {
    return store.read(handle -> AssertionRows.list(handle, accountId));
  }

  /**
   * Saves one that holds now.
   *
   * @param address an address, or a network, of which every address is meant
   * @throws InvalidFieldException for {@code name} or {@code address} as an entry's would be
   *     refused, for {@code address} where it does not hold or is saved already, or past 100
   * @throws NoSuchAccountException for an unknown account
   */
  public Assertion add(
      String accountId, String name, String address, Assertion.Expected expected, Actor actor) {
    Network network = network(address);
    String named = Texts.name("name", name, "Enter a name, so others know what this check is for.");
    return changes.change(changing -> {
      Instant now = Times.now(clock);
      Assertion made = new Assertion(Secrets.newId(), named, network, expected, now);
      Allowlist list =
          ListRows.find(changing.handle(), ListRef.ofAccount(accountId))
              .orElseThrow(() -> new NoSuchAccountException("There is no such account (any more)."))
              .list();
      check(made, AssertionRows.list(changing.handle(), accountId), list, now);
      AssertionRows.insert(changing.handle(), accountId, made);
      record(changing, accountId, AuditAction.ASSERTION_CREATE, made, actor);
      return made;
    });
  }

  private static Network network(String address) {
    FieldErrors errors = new FieldErrors();
    Network network = new EntryCheck(errors, "", Instant.EPOCH).network(address);
    if (network == null) {
      ChangeResult.Invalid wrong = errors.asResult();
      throw new InvalidFieldException(
          "address",
          String.join(" ", wrong.errors().getOrDefault("address", List.of()))
              + ParseResult.question(wrong.suggestions()));
    }
    return network;
  }

  private static void check(Assertion made, List<Assertion> all, Allowlist list, Instant now) {
    if (all.size() >= MOST) {
      throw new InvalidFieldException(
          "address",
          "An account has at most 100 assertions. Delete one that is not needed any more.");
    }
    for (Assertion other : all) {
      if (other.network().equals(made.network()) && other.expected() == made.expected()) {
        throw new InvalidFieldException(
            "address", "That %s is asserted already as %s.".formatted(made.claim(), other.name()));
      }
    }
    if (!made.holds(list.entries(), now)) {
      throw new InvalidFieldException("address", untrue(made));
    }
  }

  private static String untrue(Assertion made) {
    String what =
        switch (made.expected()) {
          case ALLOWED -> "is not allowed by one active entry now. Change the list";
          case DENIED -> "is not denied now, or not all of it. Change the list";
        };
    return "%s %s first: an assertion is of what holds already.".formatted(made.network(), what);
  }

  /**
   * Deletes one.
   *
   * @return what was deleted; empty where there is no such assertion
   */
  public Optional<Assertion> delete(String accountId, String id, Actor actor) {
    return changes.change(changing -> {
      Optional<Assertion> found =
          AssertionRows.list(changing.handle(), accountId).stream()
              .filter(assertion -> assertion.id().equals(id))
              .findFirst();
      found.ifPresent(assertion -> {
        AssertionRows.delete(changing.handle(), accountId, assertion.id());
        record(changing, accountId, AuditAction.ASSERTION_DELETE, assertion, actor);
      });
      return found;
    });
  }

  /** By its row it touches the account. */
  private void record(
      Changing changing, String accountId, AuditAction action, Assertion assertion, Actor actor) {
    changing.touch(accountId);
    AuditRows.add(
        changing.handle(),
        accountId,
        Times.now(clock),
        actor,
        new AuditRows.Deed(
            action, assertion.id(), assertion.name() + " (" + assertion.claim() + ")"));
  }
}

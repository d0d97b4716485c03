package dev.sallyport.account;

import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** API tokens and SMTP users. Changes are durable and known to every subscriber on return. */
public final class Credentials {
  private static final int MOST = 1_000;
  private static final String NAMELESS = "Enter a name, so others know what this is used by.";

  private final Store store;
  private final AccountChanges changes;
  private final InstantSource clock;

  public Credentials(Store store, AccountChanges changes, InstantSource clock) {
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Makes an API token.
   *
   * @throws InvalidFieldException for a bad name, no scope, or past 1,000 credentials
   * @throws NoSuchAccountException for an unknown account
   */
  public NewCredential createToken(String accountId, String name, Set<Scope> scopes, Actor actor) {
    requireScope(scopes);
    return create(
        CredentialKind.API_TOKEN, accountId, name, "", scopes, "sly_" + Secrets.newSecret(), actor);
  }

  /**
   * Makes an SMTP user with a login of its own.
   *
   * @throws InvalidFieldException for a bad name, or past 1,000 credentials
   * @throws NoSuchAccountException for an unknown account
   */
  public NewCredential createSmtpUser(String accountId, String name, Actor actor) {
    return create(
        CredentialKind.SMTP_USER,
        accountId,
        name,
        Secrets.newUsername(),
        Set.of(),
        Secrets.newSecret(),
        actor);
  }

  private NewCredential create(
      CredentialKind kind,
      String accountId,
      String typedName,
      String username,
      Set<Scope> scopes,
      String secret,
      Actor actor) {
    String name = Texts.name("name", typedName, NAMELESS);
    return changes.change(changing -> {
      Account account = AccountRows.require(changing.handle(), accountId);
      if (CredentialRows.count(changing.handle(), accountId) >= MOST) {
        throw new InvalidFieldException(
            "name",
            "%s has 1,000 credentials, the most an account can have. Delete one first."
                .formatted(account.name()));
      }
      Instant now = Times.now(clock);
      Credential made =
          new Credential(accountId, Secrets.newId(), kind, name, username, scopes, false, now, now);
      CredentialRows.insert(changing.handle(), new StoredCredential(made, SecretHash.of(secret)));
      record(changing, "create", made, actor);
      return new NewCredential(made, secret);
    });
  }

  /** Newest first. */
  public List<Credential> list(String accountId, CredentialKind kind) {
    return store.read(handle -> CredentialRows.list(handle, accountId, kind));
  }

  public Optional<Credential> find(String accountId, CredentialKind kind, String id) {
    return store.read(
        handle -> CredentialRows.find(handle, accountId, id).filter(found -> found.kind() == kind));
  }

  /**
   * Changes the name.
   *
   * @throws InvalidFieldException for a bad name
   * @throws NoSuchAccountException for an unknown credential
   */
  public Credential rename(
      String accountId, CredentialKind kind, String id, String name, Actor actor) {
    String checked = Texts.name("name", name, NAMELESS);
    return edit(accountId, kind, id, "rename", actor, now -> with(now, checked, now.scopes()));
  }

  /**
   * Changes what a token may do.
   *
   * @throws InvalidFieldException for no scope at all
   * @throws NoSuchAccountException for an unknown token
   */
  public Credential setScopes(String accountId, String id, Set<Scope> scopes, Actor actor) {
    requireScope(scopes);
    return edit(
        accountId,
        CredentialKind.API_TOKEN,
        id,
        "scopes",
        actor,
        now -> with(now, now.name(), scopes));
  }

  /**
   * Turns the credential's calls away, or takes them again.
   *
   * @throws NoSuchAccountException for an unknown credential
   */
  public Credential setPaused(
      String accountId, CredentialKind kind, String id, boolean paused, Actor actor) {
    return edit(
        accountId,
        kind,
        id,
        paused ? "pause" : "resume",
        actor,
        now ->
            new Credential(
                now.accountId(),
                now.id(),
                now.kind(),
                now.name(),
                now.username(),
                now.scopes(),
                paused,
                now.createdAt(),
                now.updatedAt()));
  }

  /** With its own list. */
  public void delete(String accountId, CredentialKind kind, String id, Actor actor) {
    changes.change(changing -> {
      Credential credential = require(changing, accountId, kind, id);
      CredentialRows.delete(changing.handle(), accountId, id);
      record(changing, "delete", credential, actor);
      return credential;
    });
  }

  private Credential edit(
      String accountId,
      CredentialKind kind,
      String id,
      String deed,
      Actor actor,
      UnaryOperator<Credential> edit) {
    return changes.change(changing -> {
      Credential before = require(changing, accountId, kind, id);
      Credential after = edit.apply(before);
      if (after.equals(before)) {
        return before;
      }
      Credential saved = updated(after, Times.now(clock));
      CredentialRows.update(changing.handle(), saved);
      record(changing, deed, saved, actor);
      return saved;
    });
  }

  private static Credential require(
      Changing changing, String accountId, CredentialKind kind, String id) {
    return CredentialRows.find(changing.handle(), accountId, id)
        .filter(found -> found.kind() == kind)
        .orElseThrow(() ->
            new NoSuchAccountException(
                kind == CredentialKind.API_TOKEN
                    ? "There is no such API token (any more)."
                    : "There is no such SMTP user (any more)."));
  }

  private static void requireScope(Set<Scope> scopes) {
    if (scopes.isEmpty()) {
      throw new InvalidFieldException(
          "scopes", "A token without a scope may do nothing. Name at least one, such as email.");
    }
  }

  private void record(Changing changing, String deed, Credential credential, Actor actor) {
    changing.touch(credential.accountId());
    String kind = credential.kind() == CredentialKind.API_TOKEN ? "token." : "smtp-user.";
    AuditRows.add(
        changing.handle(),
        credential.accountId(),
        Times.now(clock),
        actor,
        new AuditRows.Deed(
            AuditAction.of(kind + deed).orElseThrow(), credential.id(), credential.name()));
  }

  private static Credential with(Credential old, String name, Set<Scope> scopes) {
    return new Credential(
        old.accountId(),
        old.id(),
        old.kind(),
        name,
        old.username(),
        scopes,
        old.paused(),
        old.createdAt(),
        old.updatedAt());
  }

  private static Credential updated(Credential old, Instant at) {
    return new Credential(
        old.accountId(),
        old.id(),
        old.kind(),
        old.name(),
        old.username(),
        old.scopes(),
        old.paused(),
        old.createdAt(),
        at);
  }
}

package dev.sallyport.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** API tokens and SMTP users. Changes are durable and known to every subscriber on return. */
public final class Credentials {

  /**
   * @throws InvalidFieldException for a bad name
   * @throws NoSuchAccountException for an unknown account
   */
  public NewCredential createToken(String accountId, String name, Set<Scope> scopes, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public NewCredential createSmtpUser(String accountId, String name, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** Newest first. */
  public List<Credential> list(String accountId, CredentialKind kind) {
    throw new UnsupportedOperationException();
  }

  public Optional<Credential> find(String accountId, CredentialKind kind, String id) {
    throw new UnsupportedOperationException();
  }

  public Credential rename(
      String accountId, CredentialKind kind, String id, String name, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public Credential setScopes(String accountId, String id, Set<Scope> scopes, Actor actor) {
    throw new UnsupportedOperationException();
  }

  public Credential setPaused(
      String accountId, CredentialKind kind, String id, boolean paused, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** With its own list. */
  public void delete(String accountId, CredentialKind kind, String id, Actor actor) {
    throw new UnsupportedOperationException();
  }
}

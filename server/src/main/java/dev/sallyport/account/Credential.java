package dev.sallyport.account;

import java.time.Instant;
import java.util.Set;

/**
 * An API token or an SMTP user, without its secret.
 *
 * @param id 24 hexadecimal digits
 * @param username an SMTP user's login, globally unique; empty for a token
 * @param scopes a token's scopes; empty for an SMTP user
 */
public record Credential(
    String accountId,
    String id,
    CredentialKind kind,
    String name,
    String username,
    Set<Scope> scopes,
    boolean paused,
    Instant createdAt,
    Instant updatedAt) {
  public Credential {
    scopes = Set.copyOf(scopes);
  }
}

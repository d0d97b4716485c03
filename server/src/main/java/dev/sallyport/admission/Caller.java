package dev.sallyport.admission;

import java.util.Set;

/**
 * The holder of a valid credential, as it was when it was shown. Decisions look the credential up
 * again.
 *
 * @param accountId its account
 * @param credentialId the API token's or SMTP user's id
 * @param channel the channel the credential belongs to
 * @param scopes what an API token may do; empty for an SMTP user
 */
public record Caller(
    String accountId,
    String accountName,
    String credentialId,
    String credentialName,
    Channel channel,
    Set<String> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}

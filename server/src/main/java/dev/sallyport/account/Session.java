package dev.sallyport.account;

import java.time.Instant;

/**
 * A signed-in browser. The secret in its cookie is kept as a hash only.
 *
 * @param id 24 hexadecimal digits; not the secret
 * @param accountId the account looked at
 * @param csrfToken what each form of this session carries
 */
public record Session(
    String id, String memberId, String accountId, String csrfToken, Instant expiresAt) {}

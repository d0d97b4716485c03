package dev.sallyport.account;

import java.time.Instant;

/**
 * A place in an account that is offered to someone.
 *
 * @param id 24 hexadecimal digits; not the secret of its link
 * @param invitedBy the name of whoever made it
 */
public record Invitation(
    String accountId,
    String id,
    String email,
    Role role,
    String invitedBy,
    Instant createdAt,
    Instant expiresAt) {}

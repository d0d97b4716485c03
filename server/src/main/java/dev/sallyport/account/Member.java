package dev.sallyport.account;

import java.time.Instant;

/**
 * A person who signs in to the dashboard.
 *
 * @param id 24 hexadecimal digits
 * @param email unique, in lower case
 */
public record Member(String id, String email, Instant createdAt) {}

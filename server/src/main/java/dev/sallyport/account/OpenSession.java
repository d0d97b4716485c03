package dev.sallyport.account;

import java.time.Instant;

/** A live session as its member sees it. */
public record OpenSession(String id, SessionOrigin from, Instant createdAt, Instant seenAt) {}

package dev.sallyport.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as somebody wrote it, not yet checked.
 *
 * @param address as typed
 * @param status {@code active}, {@code paused} or null for active
 */
public record EntryDraft(
    String address, String name, @Nullable String status, @Nullable Instant expiresAt) {}

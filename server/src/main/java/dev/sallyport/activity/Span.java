package dev.sallyport.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The calls a page is about.
 *
 * @param from begins an hour, or a day of UTC
 * @param to exclusive
 * @param byHour whether they are told apart by the hour, or by the day
 * @param channel {@code api} or {@code smtp}; null for both
 * @param credentialId an API token's or SMTP user's id; null for all
 */
public record Span(
    Instant from,
    Instant to,
    boolean byHour,
    @Nullable String channel,
    @Nullable String credentialId) {}

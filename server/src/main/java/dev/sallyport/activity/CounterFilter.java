package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which counters are asked for; a null field asks for all.
 *
 * @param from the hour it lies in is the first
 * @param to exclusive
 * @param allowed whether by the list's verdict they were allowed
 * @param channel {@code api} or {@code smtp}
 * @param address that address, or all that lie in that network
 * @param credentialId an API token's or SMTP user's id
 */
public record CounterFilter(
    Instant from,
    Instant to,
    @Nullable Boolean allowed,
    @Nullable String channel,
    @Nullable Network address,
    @Nullable String credentialId) {}

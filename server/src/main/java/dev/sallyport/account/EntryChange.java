package dev.sallyport.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one revision of a list did to one entry.
 *
 * @param kind as in {@link HistoryRow}
 * @param before the entry before; null where it came with this revision
 * @param after the entry after; null where it went
 */
public record EntryChange(
    long revision,
    Instant at,
    Actor actor,
    String kind,
    @Nullable Entry before,
    @Nullable Entry after) {}

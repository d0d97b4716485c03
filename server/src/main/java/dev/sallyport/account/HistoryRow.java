package dev.sallyport.account;

import java.time.Instant;

/**
 * One revision of a list, as a difference to the one before.
 *
 * @param kind {@code add}, {@code edit}, {@code pause}, {@code resume}, {@code delete}, {@code
 *     replace}, {@code mode}, {@code restore}, {@code revert}, and of a group {@code group-add},
 *     {@code group-refresh}, {@code group-edit}, {@code group-pause}, {@code group-resume}, {@code
 *     group-delete}
 * @param before how many entries the list held before
 * @param after how many after
 */
public record HistoryRow(
    long revision,
    Instant at,
    Actor actor,
    String kind,
    Mode modeAfter,
    long before,
    long after,
    Difference difference) {}

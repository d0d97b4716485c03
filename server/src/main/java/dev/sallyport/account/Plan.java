package dev.sallyport.account;

/**
 * What an account has paid for.
 *
 * @param name {@code free}, {@code starter}, {@code professional}, {@code enterprise} or a name of
 *     the operator's
 * @param allowlist whether entries can be added and edited
 * @param maxEntries how many entries one list may hold, 0 or more
 * @param requestsPerMinute API requests per account and minute; 0 for no limit
 */
public record Plan(String name, boolean allowlist, int maxEntries, int requestsPerMinute) {}

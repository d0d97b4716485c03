package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;

/**
 * An entry that expired while it stood on a list: a note in its history, not a revision (PRODUCT
 * rule 11).
 */
public record Expired(String entryId, Network network, String name, Instant at) {}

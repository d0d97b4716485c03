package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.time.Instant;

/**
 * An address that a list denied and that was never seen before.
 *
 * @param address a single address, or a network whose addresses were counted together
 * @param calls how many of its calls the list denied
 */
public record NewcomerDenied(
    Network address, long calls, Instant firstSeenAt, Instant lastSeenAt) {}

package dev.sallyport.activity;

import java.time.Instant;

/**
 * The calls of one hour or one day of UTC on one channel.
 *
 * @param allowed by the list
 * @param denied by the list, or turned away before it was asked, as for a paused account
 * @param monitored of those denied, how many a list in monitor mode let in
 */
public record CallSum(Instant begin, String channel, long allowed, long denied, long monitored) {}

package dev.sallyport.allowlist;

/**
 * What an entry means to the engine.
 *
 * @param network what it covers
 * @param paused whether it matches nothing for now
 * @param expiresAt when it stops matching, in milliseconds since the epoch; {@link #NEVER} for good
 */
public record Rule(Network network, boolean paused, long expiresAt) {
  /** The expiry of an entry that holds for good. */
  public static final long NEVER = Long.MAX_VALUE;

  static boolean isPast(long expiry, long nowMillis) {
    return expiry <= nowMillis && expiry != NEVER;
  }
}

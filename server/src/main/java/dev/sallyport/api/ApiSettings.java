package dev.sallyport.api;

import java.time.Duration;

/**
 * What the API is told of its surroundings.
 *
 * @param maxMessageBytes the largest message once composed; {@code message.max-bytes}
 * @param bodiesInMemory how many bytes of request bodies may be in memory at once
 * @param bulkTime how long a bulk request may take, hand-overs under way included
 */
public record ApiSettings(long maxMessageBytes, long bodiesInMemory, Duration bulkTime) {
  /** Room for keys, addresses, headers, and texts written with escapes. */
  private static final long ROOM = 8L * 1024 * 1024;

  public ApiSettings {
    if (maxMessageBytes < 1 || bodiesInMemory < 1 || !bulkTime.isPositive()) {
      throw new IllegalArgumentException("bounds must be above 0");
    }
  }

  /** The bounds that INTERFACE gives, a quarter of the heap for bodies. */
  public static ApiSettings of(long maxMessageBytes) {
    return new ApiSettings(
        maxMessageBytes, Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(30));
  }

  /**
   * The largest body of a request that sends mail: base64 in JSON is as long as in MIME, but for
   * the slashes some writers escape.
   */
  long maxMailBody() {
    return maxMessageBytes + maxMessageBytes / 16 + ROOM;
  }
}

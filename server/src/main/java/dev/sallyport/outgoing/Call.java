package dev.sallyport.outgoing;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and what its answer may cost.
 *
 * @param headers besides Host, User-Agent, Accept, Content-Length and Connection; for a body, its
 *     Content-Type
 * @param body sent as UTF-8 by a POST; null for a GET
 * @param longest from the first question for the host's addresses to the last byte of the answer
 * @param mostBytes how much of the answer's body is read; the rest is cut off
 */
public record Call(
    Target target,
    Map<String, String> headers,
    @Nullable String body,
    Duration longest,
    int mostBytes) {
  public Call {
    headers = Map.copyOf(headers);
    if (longest.isNegative() || longest.isZero() || mostBytes < 1) {
      throw new IllegalArgumentException(longest + ", " + mostBytes + " bytes");
    }
  }

  /** Asks for what stands at a URL. */
  public static Call get(Target target, Duration longest, int mostBytes) {
    return new Call(target, Map.of(), null, longest, mostBytes);
  }
}

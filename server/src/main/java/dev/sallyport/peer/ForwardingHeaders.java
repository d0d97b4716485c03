package dev.sallyport.peer;

import java.util.List;

/**
 * The forwarding headers of one HTTP request, a value for each line, in the order they came.
 *
 * @param xForwardedFor the lines of {@code X-Forwarded-For}
 * @param forwarded the lines of {@code Forwarded} (RFC 7239)
 */
public record ForwardingHeaders(List<String> xForwardedFor, List<String> forwarded) {

  /** What a channel without headers has. */
  public static final ForwardingHeaders NONE = new ForwardingHeaders(List.of(), List.of());

  public ForwardingHeaders {
    xForwardedFor = List.copyOf(xForwardedFor);
    forwarded = List.copyOf(forwarded);
  }

  List<String> lines(ClientHeader header) {
    return switch (header) {
      case NONE -> List.of();
      case X_FORWARDED_FOR -> xForwardedFor;
      case FORWARDED -> forwarded;
    };
  }

  boolean isEmpty() {
    return xForwardedFor.isEmpty() && forwarded.isEmpty();
  }
}

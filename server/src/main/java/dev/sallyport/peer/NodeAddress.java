package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as forwarding headers write it: bare, in brackets, with a port or without (RFC 7239
 * §6). Port, brackets and zone are taken off.
 */
final class NodeAddress {

  /** RFC 7239 §6: a port, or an obfuscated one. */
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}|_[A-Za-z0-9._-]+");

  private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]{1,32}$");

  private NodeAddress() {}

  /** The address, or null where the text is none: malformed, {@code unknown} or obfuscated. */
  static @Nullable IpAddress read(String text) {
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      return close > 0 && isPortOrNothing(text.substring(close + 1))
          ? v6(text.substring(1, close))
          : null;
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return address(text);
    }
    // More than one colon: IPv6 without brackets, and so without a port.
    return text.indexOf(':', colon + 1) >= 0
        ? v6(text)
        : isPortOrNothing(text.substring(colon)) ? address(text.substring(0, colon)) : null;
  }

  private static @Nullable IpAddress v6(String text) {
    return text.contains(":") ? address(ZONE.matcher(text).replaceFirst("")) : null;
  }

  private static @Nullable IpAddress address(String text) {
    return switch (IpAddress.parse(text)) {
      case ParseResult.Parsed<IpAddress>(IpAddress address) -> address;
      case ParseResult.Malformed<IpAddress> bad -> null;
    };
  }

  private static boolean isPortOrNothing(String text) {
    return text.isEmpty() || (text.startsWith(":") && PORT.matcher(text.substring(1)).matches());
  }
}

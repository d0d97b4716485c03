package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import java.util.List;
import java.util.Locale;

/**
 * The walk along a forwarding header, from the right, over hops that are trusted, to the first that
 * is not.
 */
final class HeaderWalk {

  private static final int MAX_CHARACTERS = 8 * 1024;
  private static final int MAX_HOPS = 32;
  private static final int SHOWN_CHARACTERS = 60;

  private final TrustedProxies trusted;
  private final ClientHeader header;
  private final ElementsFromRight elements;

  HeaderWalk(TrustedProxies trusted, ClientHeader header, List<String> lines) {
    this.trusted = trusted;
    this.header = header;
    this.elements = new ElementsFromRight(lines, header == ClientHeader.FORWARDED);
  }

  static String name(ClientHeader header) {
    return switch (header) {
      case NONE -> throw new IllegalArgumentException("no header is named");
      case X_FORWARDED_FOR -> "X-Forwarded-For";
      case FORWARDED -> "Forwarded";
    };
  }

  PeerResult follow(Trail trail) {
    if (elements.length() > MAX_CHARACTERS) {
      return malformed("is longer than " + MAX_CHARACTERS + " characters");
    }
    for (int hops = 0; trusted.contain(trail.current()); hops++) {
      String element = elements.next();
      if (element == null) {
        return trail.endAtTrusted("the header names none before it");
      }
      if (hops == MAX_HOPS) {
        return malformed("names more than " + MAX_HOPS + " trusted proxies");
      }
      String node = header == ClientHeader.FORWARDED ? ForwardedElement.node(element) : element;
      IpAddress address = node == null ? null : NodeAddress.read(node);
      if (node == null || address == null) {
        return malformed("holds \"" + shown(element) + "\", which names no address");
      }
      trail.follow(node, address, name(header).toLowerCase(Locale.ROOT));
    }
    return trail.endAtUntrusted(
        elements.hasNext() ? " What stands to the left of it was not read." : "");
  }

  private PeerResult malformed(String what) {
    return new PeerResult.Malformed(
        "The %s header of a trusted proxy %s, so the client address can't be told."
            .formatted(name(header), what));
  }

  /** A part of what a header held, fit for a sentence. */
  private static String shown(String element) {
    String printable = element.replaceAll("[^ -~]", "?");
    return printable.length() > SHOWN_CHARACTERS
        ? printable.substring(0, SHOWN_CHARACTERS) + "…"
        : printable;
  }
}

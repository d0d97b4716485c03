package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;

/** What a connection's PROXY header said, if its listener speaks PROXY at all. */
public sealed interface ProxyHeader {

  /** The listener does not speak PROXY. */
  record None() implements ProxyHeader {}

  /** The address the proxy was called from. */
  record Source(IpAddress address) implements ProxyHeader {}

  /**
   * The header names no caller: the proxy speaks for itself (LOCAL) or can't tell. The peer's
   * address stands, and it may not authenticate.
   *
   * @param word the header's own word for it: LOCAL, UNKNOWN, UNSPEC or UNIX
   */
  record Unnamed(String word) implements ProxyHeader {}
}

package dev.sallyport.allowlist;

import java.util.Collection;

/** How much of the address space the union of some networks covers. */
public final class Coverage {
  private Coverage() {}

  /**
   * Whether the networks together cover more than 2²⁴ IPv4 addresses, or more IPv6 addresses than a
   * /32 holds.
   */
  public static boolean isVeryWide(Collection<Network> networks) {
    throw new UnsupportedOperationException();
  }
}

package dev.sallyport.admission;

import dev.sallyport.allowlist.IpAddress;

/**
 * The addresses that are counted as one caller when calls are limited: an IPv4 address, or the /64
 * of an IPv6 address, within which a single host may use any address it likes (RFC 7721 §2).
 */
public record Site(IpAddress base) {
  public static Site of(IpAddress address) {
    return new Site(address.isV4() ? address : IpAddress.v6(address.high(), 0));
  }
}

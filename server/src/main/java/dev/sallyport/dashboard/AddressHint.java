package dev.sallyport.dashboard;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;

/**
 * What an address being typed covers.
 *
 * @param text a sentence, or its beginning where a range follows
 * @param first the first address of a range; empty where it is none
 * @param last the last address of a range
 */
record AddressHint(String text, String first, String last) {
  private static final String EXAMPLE = "One address, or a range such as 192.0.2.0/24.";

  static AddressHint of(String typed) {
    return switch (Network.parse(typed)) {
      case ParseResult.Malformed<Network> any -> new AddressHint(EXAMPLE, "", "");
      case ParseResult.Parsed<Network> parsed -> covering(parsed.value());
    };
  }

  private static AddressHint covering(Network network) {
    if (network.isSingleAddress()) {
      return new AddressHint("Covers this one address.", "", "");
    }
    return new AddressHint(
        "Covers " + Words.size(network) + ",", network.base().toString(), last(network).toString());
  }

  private static IpAddress last(Network network) {
    int prefix = network.prefixLength();
    IpAddress base = network.base();
    if (base.isV4()) {
      int hosts = prefix == 0 ? -1 : (1 << (32 - prefix)) - 1;
      return IpAddress.v4((int) base.low() | hosts);
    }
    long high = prefix >= 64 ? 0 : prefix == 0 ? -1 : (1L << (64 - prefix)) - 1;
    long low = prefix <= 64 ? -1 : prefix == 128 ? 0 : (1L << (128 - prefix)) - 1;
    return IpAddress.v6(base.high() | high, base.low() | low);
  }
}

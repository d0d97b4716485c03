package dev.sallyport.benchmarks;

import dev.sallyport.allowlist.IpAddress;

/** An IPv6 address as a plain key of a sorted map. */
record Key(long high, long low) implements Comparable<Key> {
  static Key of(IpAddress address) {
    return new Key(address.high(), address.low());
  }

  @Override
  public int compareTo(Key other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }
}

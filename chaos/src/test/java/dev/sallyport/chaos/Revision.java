package dev.sallyport.chaos;

import java.util.Map;

/**
 * A list as one revision left it, by the store's own history.
 *
 * @param number the first is 1
 * @param entries by their ids
 */
record Revision(long number, String kind, Map<String, Listed> entries) {
  Revision {
    entries = Map.copyOf(entries);
  }

  /**
   * An entry.
   *
   * @param address a single one
   */
  record Listed(String address, String name, boolean active) {}

  /** PRODUCT rules 1 and 2, as plainly as they can be said. */
  boolean allows(String address) {
    return entries.isEmpty()
        || entries.values().stream()
            .anyMatch(entry -> entry.active() && entry.address().equals(address));
  }

  boolean bears(String name) {
    return entries.values().stream().anyMatch(entry -> entry.name().equals(name));
  }
}

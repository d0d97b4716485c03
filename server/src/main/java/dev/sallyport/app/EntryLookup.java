package dev.sallyport.app;

import dev.sallyport.account.Entry;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the entry of a list that an argument names, or says that it is not there. */
final class EntryLookup {

  private EntryLookup() {}

  /**
   * The entry.
   *
   * @param text its id, or its address as it stands on the list
   */
  static Entry find(ListOptions.Found found, String text) {
    List<Entry> entries = found.list().entries();
    for (Entry entry : entries) {
      if (entry.id().equals(text)) {
        return entry;
      }
    }
    return switch (Network.parse(text.strip())) {
      case ParseResult.Parsed<Network>(Network network) ->
          entries.stream()
              .filter(entry -> entry.network().equals(network))
              .findFirst()
              .orElseThrow(() -> missing(found, network));
      case ParseResult.Malformed<Network>(String message, List<String> suggestions) ->
          throw new CommandFailure(
              text.matches("[0-9a-f]{24}")
                  ? "There is no entry " + text + " on " + found.title() + "."
                  : "address: " + message + ParseResult.question(suggestions));
    };
  }

  private static CommandFailure missing(ListOptions.Found found, Network network) {
    Optional<Entry> wider =
        found.list().entries().stream()
            .filter(entry -> entry.network().contains(network))
            .max(Comparator.comparingInt(entry -> entry.network().prefixLength()));
    return new CommandFailure(
        "There is no entry "
            + network
            + " on "
            + found.title()
            + "."
            + wider
                .map(entry -> " It lies in that of " + entry.name() + ", " + entry.network() + ".")
                .orElse(""));
  }
}

package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A saved check of an account's list, which no change may break.
 *
 * @param id 24 hexadecimal digits
 * @param network every address of it is meant
 */
public record Assertion(
    String id, String name, Network network, Expected expected, Instant createdAt) {

  /** What the list is to say of the addresses. */
  public enum Expected {
    ALLOWED,
    DENIED;

    /** As it is written in the API, commands and forms. */
    public String word() {
      return Texts.lowerCase(name());
    }

    public static Optional<Expected> of(String word) {
      return Arrays.stream(values()).filter(expected -> expected.word().equals(word)).findFirst();
    }
  }

  /** Such as {@code 192.0.2.10 must be allowed}. */
  public String claim() {
    return network + " must be " + expected.word();
  }

  /**
   * Whether it holds for a list of those entries, be the list enforced or only monitored. A network
   * is allowed where one active entry holds all of it: that several do together is not looked for.
   * It is denied where no active entry holds any of it.
   */
  public boolean holds(List<Entry> entries, Instant now) {
    return holds(Active.of(entries, now));
  }

  private boolean holds(Active active) {
    return switch (expected) {
      case ALLOWED ->
          active.open() || active.networks().stream().anyMatch(held -> held.contains(network));
      case DENIED ->
          !active.open()
              && active.networks().stream()
                  .noneMatch(held -> held.contains(network) || network.contains(held));
    };
  }

  /** Those that hold before a change and would not after it. */
  static List<Assertion> broken(
      List<Assertion> all, List<Entry> before, List<Entry> after, Instant now) {
    if (all.isEmpty()) {
      return List.of();
    }
    Active then = Active.of(after, now);
    Active today = Active.of(before, now);
    return all.stream().filter(one -> !one.holds(then) && one.holds(today)).toList();
  }

  /**
   * What a list lets in.
   *
   * @param open whether the list is empty, and so lets in everything
   */
  private record Active(boolean open, List<Network> networks) {
    static Active of(List<Entry> entries, Instant now) {
      return new Active(
          entries.isEmpty(),
          entries.stream()
              .filter(entry -> entry.status(now).equals("active"))
              .map(Entry::network)
              .toList());
    }
  }
}

package dev.sallyport.account;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a change to a list. In all but the first nothing was changed. */
public sealed interface ChangeResult {

  /**
   * Made, durable, and in force on this node.
   *
   * @param entry the entry added or edited, if it was one
   * @param covered notes such as "Already covered by Office, 192.0.2.0/27."
   */
  record Changed(Allowlist list, @Nullable Entry entry, List<String> covered)
      implements ChangeResult {}

  record NeedsAcknowledgement(List<Warning> warnings) implements ChangeResult {}

  /**
   * Fields that are wrong, by name ({@code address}, {@code name}, {@code status}, {@code
   * expires_at}, {@code entries.3.address}, …), each with its messages.
   *
   * @param suggestions canonical addresses that were probably meant
   */
  record Invalid(Map<String, List<String>> errors, List<String> suggestions)
      implements ChangeResult {}

  record Stale(long revision) implements ChangeResult {}

  record NoSuchEntry() implements ChangeResult {}

  record NoSuchRevision() implements ChangeResult {}

  /** The plan has no allowlist. */
  record PlanForbids(String plan) implements ChangeResult {}

  record TooManyEntries(String plan, int maxEntries) implements ChangeResult {}

  /**
   * Assertions hold today that would not hold any more. No word lets that through: the change is
   * made otherwise, or the assertion deleted first.
   */
  record BreaksAssertions(List<Assertion> assertions) implements ChangeResult {

    /** A sentence on each, such as "Office: 192.0.2.10 must be allowed, and would not be." */
    public List<String> sentences() {
      return assertions.stream()
          .map(one -> "%s: %s, and would not be.".formatted(one.name(), one.claim()))
          .toList();
    }
  }
}

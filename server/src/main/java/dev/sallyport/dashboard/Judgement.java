package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Policy;
import dev.sallyport.allowlist.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a stored list says of an address, with the entry it says so by.
 *
 * @param entry the entry that matched, or the inactive one that would have
 */
record Judgement(Verdict verdict, @Nullable Entry entry) {

  static Judgement of(Allowlist list, IpAddress address, Instant now) {
    return of(Policy.of(list.entries().stream().map(Entry::rule).toList()), list, address, now);
  }

  /** The same of a list whose policy is at hand, for several addresses. */
  static Judgement of(Policy policy, Allowlist list, IpAddress address, Instant now) {
    Verdict verdict = policy.decide(address, now.toEpochMilli());
    return new Judgement(
        verdict,
        switch (verdict) {
          case Verdict.Listed listed -> list.entries().get(listed.entry());
          case Verdict.Paused paused -> list.entries().get(paused.entry());
          case Verdict.Expired expired -> list.entries().get(expired.entry());
          case Verdict.NotListed none -> null;
          case Verdict.Unrestricted none -> null;
        });
  }

  boolean open() {
    return verdict instanceof Verdict.Unrestricted;
  }

  boolean allowed() {
    return verdict.allowed();
  }
}

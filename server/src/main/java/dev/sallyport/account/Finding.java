package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one stored list says of an address, when it is asked by hand. */
public record Finding(Allowlist list, Verdict verdict) {

  /** Holds the address against the list as it stands at that time. */
  public static Finding of(Allowlist list, IpAddress address, Instant now) {
    return new Finding(list, list.policy().decide(address, now.toEpochMilli()));
  }

  /** Whether the list is empty, and so lets in everything. */
  public boolean open() {
    return verdict instanceof Verdict.Unrestricted;
  }

  /** Whether the list lets the address in; one in monitor mode does so whatever this says. */
  public boolean allowed() {
    return verdict.allowed();
  }

  /** The word of INTERFACE's {@code /check}. */
  public String reason() {
    if (!verdict.allowed() && !list.ref().isAccountList()) {
      return "credential_not_listed";
    }
    return switch (verdict) {
      case Verdict.Unrestricted _ -> "unrestricted";
      case Verdict.Listed _ -> "listed";
      case Verdict.NotListed _ -> "not_listed";
      case Verdict.Paused _ -> "paused";
      case Verdict.Expired _ -> "expired";
    };
  }

  /** The entry that matched, or the inactive one that would have; null where there is none. */
  public @Nullable Entry entry() {
    return switch (verdict) {
      case Verdict.Listed(int index) -> list.entries().get(index);
      case Verdict.Paused(int index) -> list.entries().get(index);
      case Verdict.Expired(int index) -> list.entries().get(index);
      case Verdict.Unrestricted _, Verdict.NotListed _ -> null;
    };
  }
}

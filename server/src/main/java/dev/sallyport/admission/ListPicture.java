package dev.sallyport.admission;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Mode;
import dev.sallyport.admission.Decision.ListVerdict;
import dev.sallyport.admission.Decision.Reason;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Policy;
import dev.sallyport.allowlist.Verdict;
import java.nio.ByteBuffer;

/** One list as calls are held against it: compiled, immutable. */
final class ListPicture {
  private final Policy policy;
  private final byte[] entryIds;
  private final long revision;
  private final boolean monitored;

  ListPicture(Allowlist list) {
    this.policy = list.policy();
    ByteBuffer ids = ByteBuffer.allocate(list.entries().size() * Id.BYTES);
    for (Entry entry : list.entries()) {
      Id.of(entry.id()).put(ids);
    }
    this.entryIds = ids.array();
    this.revision = list.revision();
    this.monitored = list.mode() == Mode.MONITOR;
  }

  /** Whether what this list denies is let through and only recorded. */
  boolean monitored() {
    return monitored;
  }

  ListVerdict decide(IpAddress client, long nowMillis) {
    return switch (policy.decide(client, nowMillis)) {
      case Verdict.Unrestricted() -> new ListVerdict(client, Reason.UNRESTRICTED, null, revision);
      case Verdict.Listed(int entry) ->
          new ListVerdict(client, Reason.LISTED, entryId(entry), revision);
      case Verdict.NotListed() -> new ListVerdict(client, Reason.NOT_LISTED, null, revision);
      case Verdict.Paused(int entry) ->
          new ListVerdict(client, Reason.PAUSED, entryId(entry), revision);
      case Verdict.Expired(int entry) ->
          new ListVerdict(client, Reason.EXPIRED, entryId(entry), revision);
    };
  }

  private String entryId(int entry) {
    return Id.at(ByteBuffer.wrap(entryIds), entry * Id.BYTES).text();
  }
}

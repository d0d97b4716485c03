package dev.sallyport.range;

import dev.sallyport.account.GroupSource;
import dev.sallyport.allowlist.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a published range file. */
public sealed interface RangeResult {

  /**
   * It was read.
   *
   * @param networks those that are meant, as they stand in it
   * @param etag what its server calls this version; null where it does not say
   */
  record Found(GroupSource source, List<Network> networks, @Nullable String etag)
      implements RangeResult {
    public Found {
      networks = List.copyOf(networks);
    }
  }

  /** It is the version that is known already. */
  record Unchanged() implements RangeResult {}

  /**
   * It can't be used.
   *
   * @param field what of the request is to be set right: {@code url}, {@code file}, {@code filter}
   *     or {@code family}
   * @param messages for who asked, 1 or more
   */
  record Wrong(String field, List<String> messages) implements RangeResult {
    public Wrong {
      messages = List.copyOf(messages);
    }

    /** All of them on one line. */
    public String text() {
      return String.join(" ", messages);
    }
  }
}

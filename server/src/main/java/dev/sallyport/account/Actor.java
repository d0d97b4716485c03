package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a change.
 *
 * @param kind how
 * @param id the member's or token's id; empty for the command line
 * @param name the member's email, the token's name, or {@code command line}
 * @param address where from; null for the command line
 */
public record Actor(Kind kind, String id, String name, @Nullable IpAddress address) {
  /** The three faces a change can come by. */
  public enum Kind {
    MEMBER,
    TOKEN,
    COMMAND
  }

  public static Actor commandLine() {
    return new Actor(Kind.COMMAND, "", "command line", null);
  }
}

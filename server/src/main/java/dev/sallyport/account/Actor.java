package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a change.
 *
 * @param kind how
 * @param id the member's or token's id; empty for the command line and the gate itself
 * @param name the member's email, the token's name, or {@code command line}
 * @param address where from; null for the command line and the gate itself
 */
public record Actor(Kind kind, String id, String name, @Nullable IpAddress address) {
  /**
   * The faces a change can come by, the gate itself, at a deadline or for a group, and whoever has
   * no face.
   */
  public enum Kind {
    MEMBER,
    TOKEN,
    COMMAND,
    GATE,
    /** Somebody who is not signed in. */
    VISITOR
  }

  public static Actor commandLine() {
    return new Actor(Kind.COMMAND, "", "command line", null);
  }

  /** Nobody: a group follows the file that it is published in. */
  public static Actor group(Group group) {
    return new Actor(Kind.GATE, group.id(), "Sallyport (group " + group.name() + ")", null);
  }

  /**
   * Somebody who is not signed in.
   *
   * @param name the address whose mail they read; empty where nothing is known
   */
  public static Actor visitor(String name, @Nullable IpAddress address) {
    return new Actor(Kind.VISITOR, "", name, address);
  }

  /** Nobody: a change that was not confirmed in time goes back by itself. */
  static Actor deadline() {
    return new Actor(Kind.GATE, "", "deadline", null);
  }
}

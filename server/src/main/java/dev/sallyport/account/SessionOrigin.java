package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a session was started from, for its member to know it again.
 *
 * @param address null where it is not known
 * @param agent what the browser calls itself, cut to 300 characters; may be empty
 */
public record SessionOrigin(@Nullable IpAddress address, String agent) {
  /** From nobody knows where. */
  public static final SessionOrigin UNKNOWN = new SessionOrigin(null, "");

  private static final int LENGTH = 300;

  public SessionOrigin {
    agent = Texts.cut(agent, LENGTH);
  }
}

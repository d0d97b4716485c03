package dev.sallyport.dashboard;

import dev.sallyport.account.SessionOrigin;
import dev.sallyport.allowlist.IpAddress;
import io.javalin.http.Context;

/** What is asked of every request alike. */
final class Requests {
  /** The longest query value that is looked at. */
  private static final int MAX_QUERY = 200;

  private Requests() {}

  /** Where a session is started from. */
  static SessionOrigin from(Context ctx, IpAddress client) {
    String agent = ctx.header("User-Agent");
    return new SessionOrigin(client, agent == null ? "" : agent);
  }

  static boolean fragment(Context ctx) {
    return "true".equals(ctx.header("HX-Request"));
  }

  /**
   * A query parameter without blanks around it, cut to 200 characters; empty where it is absent.
   */
  static String query(Context ctx, String name) {
    String value = ctx.queryParam(name);
    if (value == null) {
      return "";
    }
    String text = value.strip();
    return text.length() > MAX_QUERY ? text.substring(0, MAX_QUERY) : text;
  }
}

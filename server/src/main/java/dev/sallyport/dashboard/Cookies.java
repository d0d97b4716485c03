package dev.sallyport.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of the pages. Over HTTPS their names carry the {@code __Host-} prefix, so that no
 * other host of the same domain can set them (RFC 6265bis §4.1.3.2).
 */
final class Cookies {
  /** The session's secret. */
  static final String SESSION = "sallyport";

  /** What the form fields of someone not signed in are held against. */
  static final String FORM = "sallyport-form";

  /** What shows that the password was right, while the code is owed. */
  static final String STEP = "sallyport-step";

  /** What was just done, told by the next page. */
  static final String DONE = "sallyport-done";

  private Cookies() {}

  static @Nullable String read(Context ctx, String name, boolean secure) {
    return ctx.cookie(full(name, secure));
  }

  /** Kept until the browser is closed. */
  static void set(Context ctx, String name, String value, boolean secure) {
    ctx.cookie(cookie(name, value, -1, secure));
  }

  static void delete(Context ctx, String name, boolean secure) {
    ctx.cookie(cookie(name, "", 0, secure));
  }

  private static Cookie cookie(String name, String value, int maxAge, boolean secure) {
    return new Cookie(full(name, secure), value, "/", maxAge, secure, true, null, SameSite.LAX);
  }

  private static String full(String name, boolean secure) {
    return secure ? "__Host-" + name : name;
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.peer.PeerResult;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a request came to, and whether a form on one of our own pages sent it. */
final class RequestOrigin {
  private final @Nullable URI publicUrl;
  private final Function<HttpServletRequest, PeerResult> peers;

  RequestOrigin(@Nullable URI publicUrl, Function<HttpServletRequest, PeerResult> peers) {
    this.publicUrl = publicUrl;
    this.peers = peers;
  }

  /** Whether the browser speaks HTTPS, to us or to a trusted proxy in front that says so. */
  boolean secure(Context ctx) {
    return ctx.scheme().equals("https")
        || (publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme()))
        || ("https".equalsIgnoreCase(ctx.header("X-Forwarded-Proto")) && throughTrusted(ctx));
  }

  private boolean throughTrusted(Context ctx) {
    return peers.apply(ctx.req()) instanceof PeerResult.Known known
        && known.peer().spokenByTrustedProxy();
  }

  /** The address browsers reach this server by, without a path. */
  String base(Context ctx) {
    if (publicUrl != null) {
      String url = publicUrl.toString();
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    return (secure(ctx) ? "https://" : "http://") + hostAndPort(ctx);
  }

  /** The host alone, without a port. */
  String host(Context ctx) {
    URI uri = parsed(base(ctx));
    String host = uri == null ? null : uri.getHost();
    return host == null ? "localhost" : host;
  }

  /**
   * Whether a browser says that one of our own pages sent this. A browser that says nothing passes;
   * the form's token still has to be right.
   */
  boolean ownPage(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = ctx.header("Origin");
    return origin == null || isOurs(origin, ctx);
  }

  private boolean isOurs(String origin, Context ctx) {
    URI from = parsed(origin);
    if (from == null || from.getRawAuthority() == null) {
      return false;
    }
    String authority = from.getRawAuthority().toLowerCase(Locale.ROOT);
    if (authority.equals(hostAndPort(ctx))) {
      return true;
    }
    return publicUrl != null
        && publicUrl.getRawAuthority() != null
        && authority.equals(publicUrl.getRawAuthority().toLowerCase(Locale.ROOT));
  }

  private static String hostAndPort(Context ctx) {
    String host = ctx.header("Host");
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  private static @Nullable URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

package dev.sallyport.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The name this gate gives itself: that of {@code public.url}, else the machine's. */
final class HostName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,253})");

  private HostName() {}

  static String of(Settings settings) {
    String name =
        settings.publicUrl().map(url -> String.valueOf(URI.create(url).getHost())).orElse("");
    if (name.isEmpty() || name.equals("null")) {
      name = machine();
    }
    // It stands in the banner and in Received lines (RFC 5321 §4.1.2).
    return NAME.matcher(name).matches() ? name : "localhost";
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}

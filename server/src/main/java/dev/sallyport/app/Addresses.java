package dev.sallyport.app;

import java.io.PrintWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** Says where a running gate is reached. */
final class Addresses {
  private Addresses() {}

  static void print(Gate.Running gate, Settings settings, PrintWriter out) {
    out.println("sallyport is ready");
    out.println("  dashboard and API   " + dashboard(gate, settings));
    out.println("  SMTP, STARTTLS      " + all(gate.smtp()));
    out.println("  SMTP over TLS       " + all(gate.smtps()));
    out.println("  metrics and health  http://" + text(gate.admin().getFirst()) + "/metrics");
    out.println("  data                " + settings.dataDir());
    if (gate.tls().isSelfSigned()) {
      out.println("  certificate         " + gate.tls().certificate() + " (self-signed)");
    }
  }

  /** The address to open in a browser, without a slash at its end. */
  static String dashboard(Gate.Running gate, Settings settings) {
    return settings
        .publicUrl()
        .orElseGet(
            () -> (settings.httpTls() ? "https://" : "http://") + text(reachable(gate.http())));
  }

  /** For a listener on every address, the loopback one: a browser can't open 0.0.0.0. */
  private static InetSocketAddress reachable(List<InetSocketAddress> addresses) {
    InetSocketAddress first = addresses.getFirst();
    return first.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), first.getPort())
        : first;
  }

  private static String all(List<InetSocketAddress> addresses) {
    return addresses.stream().map(Addresses::text).collect(Collectors.joining(", "));
  }

  /** {@code 127.0.0.1:8080} or {@code [::1]:8080}. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return address.getAddress() instanceof Inet6Address
        ? "[" + host + "]:" + address.getPort()
        : host + ":" + address.getPort();
  }
}

package dev.sallyport.app;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.app.SettingType.BadValueException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a listener waits for connections.
 *
 * @param address 0.0.0.0 or :: for every address of the machine
 * @param port 0 to 65535; 0 lets the system pick one
 */
record ListenAddress(IpAddress address, int port) {
  private static final int MOST = 16;

  ListenAddress {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  boolean isLoopback() {
    return address.isLoopback();
  }

  /** The address without its port, as a URL and a socket want it: IPv6 without brackets. */
  String host() {
    return address.toString();
  }

  /** For the JDK's sockets; no name is looked up, for the host is a literal. */
  InetSocketAddress socketAddress() {
    return new InetSocketAddress(host(), port);
  }

  /** {@code 127.0.0.1:8080} or {@code [::1]:8080}. */
  @Override
  public String toString() {
    return address.isV4() ? host() + ":" + port : "[" + host() + "]:" + port;
  }

  static List<ListenAddress> parseList(String text) throws BadValueException {
    List<ListenAddress> addresses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      ListenAddress address = parse(part.strip());
      if (address.port() != 0 && addresses.contains(address)) {
        throw new BadValueException("names " + address + " twice");
      }
      addresses.add(address);
    }
    if (addresses.size() > MOST) {
      throw new BadValueException("names more than " + MOST + " addresses");
    }
    return List.copyOf(addresses);
  }

  private static ListenAddress parse(String text) throws BadValueException {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new BadValueException("has no port; write for example " + example(text) + ":8080");
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new BadValueException(
          "holds an IPv6 address without brackets or without a port; write for example [::1]:8080");
    }
    return new ListenAddress(
        address(bracketed ? host.substring(1, host.length() - 1) : host, bracketed),
        port(text.substring(colon + 1)));
  }

  private static String example(String text) {
    return text.isEmpty() || text.chars().allMatch(c -> c >= '0' && c <= '9') ? "127.0.0.1" : text;
  }

  private static IpAddress address(String host, boolean bracketed) throws BadValueException {
    if (host.equals("localhost") && !bracketed) {
      return IpAddress.of("127.0.0.1");
    }
    if (host.isEmpty()) {
      throw new BadValueException(
          "names no address before the port; write 0.0.0.0 for every IPv4 address, [::] for every"
              + " address");
    }
    return switch (IpAddress.parse(host)) {
      case ParseResult.Parsed<IpAddress>(IpAddress address) when address.isV4() != bracketed ->
          address;
      case ParseResult.Parsed<IpAddress>(IpAddress address) ->
          throw new BadValueException("holds an IPv4 address in brackets; write " + address);
      case ParseResult.Malformed<IpAddress>(String message, List<String> suggestions) ->
          throw new BadValueException("holds “" + host + "”: " + message);
    };
  }

  private static int port(String text) throws BadValueException {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new BadValueException("has “" + text + "” for a port, which is not a number");
    }
    int port = Integer.parseInt(text);
    if (port > 65535) {
      throw new BadValueException("has " + text + " for a port; the highest there is is 65535");
    }
    return port;
  }
}

package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import java.util.regex.Pattern;

/** The line of a PROXY header of version 1, without its line end (PROXY protocol §2.1). */
final class ProxyVersion1 {

  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

  private ProxyVersion1() {}

  static ProxyHeader read(String line) throws ProxyHeaderException {
    String[] words = line.split(" ", -1);
    // §2.1: what stands behind UNKNOWN is to be ignored up to the line end.
    if (words.length > 1 && words[1].equals("UNKNOWN")) {
      return new ProxyHeader.Unnamed("UNKNOWN");
    }
    if (words.length != 6) {
      throw malformed();
    }
    boolean v6 =
        switch (words[1]) {
          case "TCP4" -> false;
          case "TCP6" -> true;
          default -> throw malformed();
        };
    IpAddress source = address(words[2], v6);
    address(words[3], v6);
    checkPort(words[4]);
    checkPort(words[5]);
    return new ProxyHeader.Source(source);
  }

  private static IpAddress address(String text, boolean v6) throws ProxyHeaderException {
    // The family is told by the text, for a mapped address is IPv4 once it is read.
    if (text.contains(":") != v6) {
      throw malformed();
    }
    return switch (IpAddress.parse(text)) {
      case ParseResult.Parsed<IpAddress>(IpAddress address) -> address;
      case ParseResult.Malformed<IpAddress> bad -> throw malformed();
    };
  }

  private static void checkPort(String text) throws ProxyHeaderException {
    if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 65535) {
      throw malformed();
    }
  }

  private static ProxyHeaderException malformed() {
    return new ProxyHeaderException("a malformed PROXY header of version 1");
  }
}

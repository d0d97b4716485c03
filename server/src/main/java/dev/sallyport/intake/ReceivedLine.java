package dev.sallyport.intake;

import dev.sallyport.allowlist.IpAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The one trace line set before a message (RFC 5321 §4.4). */
final class ReceivedLine {
  /** What EHLO may name, RFC 5321 §4.1.2: a domain or an address literal. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[A-Za-z0-9.:]{1,60}]");

  private ReceivedLine() {}

  /**
   * The line with its CRLF.
   *
   * @param host the name of this gate
   * @param id the message's id
   */
  static String of(Call call, String host, String id, Instant at) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    return "Received: from %s (%s) by %s with %s id %s; %s\r\n"
        .formatted(
            name(call),
            literal(call.client()),
            host,
            call.protocol(),
            id,
            date.replace("GMT", "+0000"));
  }

  /**
   * The name given in EHLO where it is one, else the address: what a client sends is not trusted.
   */
  private static String name(Call call) {
    return NAME.matcher(call.helo()).matches() ? call.helo() : literal(call.client());
  }

  /** RFC 5321 §4.1.3. */
  private static String literal(IpAddress address) {
    return address.isV4() ? "[" + address + "]" : "[IPv6:" + address + "]";
  }
}

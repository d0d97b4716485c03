package dev.sallyport.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message as a {@link FakeRelay} received it.
 *
 * @param from the address in MAIL, without angle brackets
 * @param parameters those of MAIL, as sent
 * @param recipients the addresses accepted, without angle brackets, in order
 * @param wire the bytes between 354 and the end of data, dots doubled, with the final {@code .CRLF}
 * @param content the same with dots undone and without the final {@code .CRLF}
 * @param tls whether the connection was under TLS
 * @param user the name shown in AUTH, or empty
 * @param connection which connection of the relay's it came over, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // Read by tests only, which compare the arrays by value.
public record ReceivedMessage(
    String from,
    List<String> parameters,
    List<String> recipients,
    byte[] wire,
    byte[] content,
    boolean tls,
    String user,
    int connection) {

  /** The content, byte by byte as ISO 8859-1. */
  public String text() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}

package dev.sallyport.smtp;

import java.nio.charset.StandardCharsets;

/** Counts the Received lines of a header as it goes by (RFC 5321 §6.3). */
final class ReceivedCount {
  private static final byte[] NAME = "received:".getBytes(StandardCharsets.US_ASCII);

  /** Where a line stands that can't be a Received line any more. */
  private static final int OTHER = -1;

  private final int most;
  private int count;
  private int matched;
  private boolean inHeader = true;

  ReceivedCount(int most) {
    this.most = most;
  }

  /** Takes the next octets; whether there are more Received lines now than there may be. */
  boolean isPastBound(byte[] buffer, int from, int to) {
    for (int i = from; i < to && inHeader; i++) {
      take(buffer[i]);
    }
    return count > most;
  }

  private void take(byte octet) {
    if (octet == '\n') {
      matched = 0;
    } else if (octet == '\r') {
      inHeader = matched != 0;
    } else if (matched != OTHER) {
      matched = NAME[matched] == lower(octet) ? matched + 1 : OTHER;
      if (matched == NAME.length) {
        count++;
        matched = OTHER;
      }
    }
  }

  private static byte lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
  }
}

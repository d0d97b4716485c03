package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.nio.charset.StandardCharsets;

/**
 * Rows that the database has joined into one text, for with very many rows each column that is
 * handed over by itself costs more than finding the row. The rows end with a line, their fields
 * with a blank; what is in them are addresses, ids and numbers.
 */
final class JoinedRows {
  private final byte[] text;
  private int at;

  JoinedRows(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether there is one more row; its fields are then to be read in turn. */
  boolean next() {
    return at < text.length;
  }

  Network network() {
    int from = at;
    return switch (Network.parse(text, from, endOfField())) {
      case ParseResult.Parsed<Network>(Network network) -> network;
      case ParseResult.Malformed<Network> wrong ->
          throw new IllegalStateException("a stored address can't be read: " + wrong.message());
    };
  }

  String text() {
    int from = at;
    return new String(text, from, endOfField() - from, StandardCharsets.US_ASCII);
  }

  long number() {
    int from = at;
    int to = endOfField();
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  /** Where the field ends that begins here; goes on to the next. */
  private int endOfField() {
    int end = at;
    while (end < text.length && text[end] != ' ' && text[end] != '\n') {
      end++;
    }
    at = end + 1;
    return end;
  }
}

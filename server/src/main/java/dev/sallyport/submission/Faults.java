package dev.sallyport.submission;

import dev.sallyport.smtp.BodyCheck;
import dev.sallyport.smtp.BodyFault;
import dev.sallyport.smtp.Reply;

/** How each fault of a message is told. */
final class Faults {
  private Faults() {}

  static Reply reply(BodyFault fault, Parts parts) {
    return switch (fault) {
      case BARE_LINE_END ->
          Reply.of(550, "5.6.11 The message has a CR or LF that stands alone; closing");
      case NUL -> Reply.of(550, "5.6.0 The message has a NUL octet; closing");
      case LINE_TOO_LONG ->
          Reply.of(
              550,
              "5.6.0 A line of the message is longer than " + BodyCheck.LONGEST_LINE + " octets");
      case TOO_LARGE, ENDLESS ->
          Reply.of(
              552,
              "5.3.4 The message is too large; at most "
                  + parts.settings().maxBytes()
                  + " octets are taken");
      case LOOP ->
          Reply.of(
              554,
              "5.4.6 The message has over "
                  + parts.limits().receivedLines()
                  + " Received lines: a mail loop");
      case NOT_STORED -> Reply.of(452, "4.3.1 The message could not be stored; try again later");
      case CUT_OFF -> throw new IllegalArgumentException("nobody is there to be told");
    };
  }
}

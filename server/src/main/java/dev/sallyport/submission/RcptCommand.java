package dev.sallyport.submission;

import java.util.List;

/** Reads RCPT (RFC 5321 §4.1.1.3), which takes no parameters here. */
final class RcptCommand {
  private RcptCommand() {}

  /** The recipient without angle brackets. */
  static String parse(Command command, boolean smtpUtf8) throws BadCommandException {
    PathReader path = PathReader.after("TO:", command);
    List<String> parameters = path.parameters();
    if (!parameters.isEmpty()) {
      throw new BadCommandException(
          555, "5.5.4 RCPT takes no parameter here, such as " + parameters.getFirst());
    }
    return path.recipient(smtpUtf8);
  }
}

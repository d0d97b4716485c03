package dev.sallyport.submission;

import dev.sallyport.smtp.Line;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** One run of PLAIN (RFC 4616) or LOGIN, as far as a user name and a password. */
final class SaslExchange {

  /** What came of it. */
  sealed interface Result {}

  record Shown(String username, String password) implements Result {
    /** Never the password. */
    @Override
    public String toString() {
      return "Shown[" + username + "]";
    }
  }

  /** The exchange is over, the session is not. */
  record Failed(Reply reply) implements Result {}

  /** The client did not keep to the protocol so far that it can't be followed any more. */
  record Broken(Reply reply) implements Result {}

  record Gone() implements Result {}

  private static final Reply ASK_PLAIN = Reply.of(334, "");
  private static final Reply ASK_USERNAME = Reply.of(334, "VXNlcm5hbWU6");
  private static final Reply ASK_PASSWORD = Reply.of(334, "UGFzc3dvcmQ6");

  private final Wire wire;

  SaslExchange(Wire wire) {
    this.wire = wire;
  }

  /**
   * Runs the exchange.
   *
   * @param argument of AUTH: a mechanism, perhaps an initial response
   */
  Result run(String argument) throws IOException {
    int space = argument.indexOf(' ');
    String mechanism = space < 0 ? argument : argument.substring(0, space);
    String initial = space < 0 ? "" : argument.substring(space + 1).strip();
    try {
      if (wire.hasPending()) {
        throw new EndedException(new Broken(Texts.DID_NOT_WAIT));
      }
      return switch (mechanism.toUpperCase(Locale.ROOT)) {
        case "PLAIN" -> plain(initial.isEmpty() ? ask(ASK_PLAIN) : decoded(initial));
        case "LOGIN" -> {
          String username = text(initial.isEmpty() ? ask(ASK_USERNAME) : decoded(initial));
          yield new Shown(username, text(ask(ASK_PASSWORD)));
        }
        default -> new Failed(Texts.UNKNOWN_MECHANISM);
      };
    } catch (EndedException ended) {
      return ended.result;
    }
  }

  /** An identity other than the user name is nobody's here, so nobody may act as it. */
  private static Result plain(byte[] message) throws EndedException {
    String[] fields = text(message).split("\0", -1);
    if (fields.length != 3) {
      return new Failed(Texts.NOT_PLAIN);
    }
    boolean itself = fields[0].isEmpty() || fields[0].equals(fields[1]);
    return new Shown(itself ? fields[1] : "", fields[2]);
  }

  private byte[] ask(Reply question) throws IOException, EndedException {
    wire.replies().write(question);
    Line line = wire.reader().line(Command.LONGEST_AUTH);
    byte[] answer =
        switch (line) {
          case Line.Text(String text) -> decoded(text);
          case Line.Unreadable unreadable -> throw failed(Texts.NOT_BASE64);
          case Line.TooLong tooLong -> throw failed(Texts.AUTH_LINE_TOO_LONG);
          case Line.Endless endless ->
              throw new EndedException(new Broken(Texts.AUTH_LINE_TOO_LONG));
          case Line.BareLineEnd bare ->
              throw new EndedException(new Broken(Texts.BARE_LINE_END_IN_COMMAND));
          case Line.End end -> throw new EndedException(new Gone());
        };
    if (wire.hasPending()) { // what follows hangs on the reply, RFC 4954 §4
      throw new EndedException(new Broken(Texts.DID_NOT_WAIT));
    }
    return answer;
  }

  private static byte[] decoded(String base64) throws EndedException {
    if (base64.equals("*")) {
      throw failed(Texts.CANCELLED);
    }
    if (base64.equals("=")) { // an initial response that is there but empty, RFC 4954 §4
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw failed(Texts.NOT_BASE64);
    }
  }

  private static String text(byte[] octets) throws EndedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw failed(Texts.BAD_CREDENTIALS);
    }
  }

  private static EndedException failed(Reply reply) {
    return new EndedException(new Failed(reply));
  }

  /** Leaves the exchange early. */
  private static final class EndedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Result result;

    EndedException(Result result) {
      super(null, null, false, false);
      this.result = result;
    }
  }
}

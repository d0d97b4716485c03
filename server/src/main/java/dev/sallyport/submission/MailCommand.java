package dev.sallyport.submission;

import dev.sallyport.message.ReversePath;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads MAIL and the parameters of the extensions offered (RFC 5321 §4.1.1.2). */
final class MailCommand {
  /** RFC 1870 §3: up to 20 digits. */
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,20}");

  /** RFC 4954 §5: an address in xtext (RFC 3461 §4), or an empty one. */
  private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2}){1,500}");

  private final long maxBytes;
  private final Set<String> seen = new HashSet<>();
  private boolean smtpUtf8;
  private boolean eightBit;
  private long size;

  MailCommand(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  ReversePath parse(Command command) throws BadCommandException {
    PathReader path = PathReader.after("FROM:", command);
    for (String parameter : path.parameters()) {
      take(parameter);
    }
    return new ReversePath(path.sender(smtpUtf8), smtpUtf8, eightBit, size);
  }

  private void take(String parameter) throws BadCommandException {
    int equals = parameter.indexOf('=');
    String name =
        (equals < 0 ? parameter : parameter.substring(0, equals)).toUpperCase(Locale.ROOT);
    String value = equals < 0 ? "" : parameter.substring(equals + 1);
    if (!seen.add(name)) {
      throw new BadCommandException(501, "5.5.4 " + name + " is given twice");
    }
    switch (name) {
      case "SIZE" -> takeSize(value);
      case "BODY" -> takeBody(value.toUpperCase(Locale.ROOT));
      case "SMTPUTF8" -> takeSmtpUtf8(equals < 0);
      case "AUTH" -> takeAuth(value);
      default ->
          throw new BadCommandException(555, "5.5.4 MAIL takes no parameter " + name + " here");
    }
  }

  private void takeSize(String value) throws BadCommandException {
    if (!SIZE.matcher(value).matches()) {
      throw new BadCommandException(501, "5.5.4 SIZE is a number of octets");
    }
    // Twenty digits may be past what a long holds, and are past any bound then.
    size = value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    if (size > maxBytes) {
      throw new BadCommandException(
          552, "5.3.4 The message is too large; at most " + maxBytes + " octets are taken");
    }
  }

  private void takeBody(String value) throws BadCommandException {
    eightBit = value.equals("8BITMIME");
    if (!eightBit && !value.equals("7BIT")) {
      throw new BadCommandException(501, "5.5.4 BODY is 7BIT or 8BITMIME");
    }
  }

  private void takeSmtpUtf8(boolean bare) throws BadCommandException {
    smtpUtf8 = true;
    if (!bare) {
      throw new BadCommandException(501, "5.5.4 SMTPUTF8 takes no value");
    }
  }

  /** Taken and not passed on: who submitted is known here by the credential (§5). */
  private static void takeAuth(String value) throws BadCommandException {
    if (!value.equals("<>") && !XTEXT.matcher(value).matches()) {
      throw new BadCommandException(501, "5.5.4 AUTH is <> or an address in xtext");
    }
  }
}

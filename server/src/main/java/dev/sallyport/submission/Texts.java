package dev.sallyport.submission;

import dev.sallyport.smtp.Reply;

/** The replies that are always the same. Enhanced codes: RFC 3463, and 5248 for those of AUTH. */
final class Texts {
  static final Reply OK = Reply.of(250, "2.0.0 OK");
  static final Reply BYE = Reply.of(221, "2.0.0 Bye");
  static final Reply SENDER_OK = Reply.of(250, "2.1.0 Sender OK");
  static final Reply GO_AHEAD_TLS = Reply.of(220, "2.0.0 Ready to start TLS");
  static final Reply SEND_DATA = Reply.of(354, "End data with <CR><LF>.<CR><LF>");
  static final Reply AUTHENTICATED = Reply.of(235, "2.7.0 Authentication successful");
  static final Reply NOT_VERIFIED =
      Reply.of(252, "2.5.0 Addresses are not looked up; send the message and see");
  static final Reply NO_EXPN = Reply.of(502, "5.5.1 EXPN is not available");

  static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.1 Unknown command");
  static final Reply LINE_TOO_LONG = Reply.of(500, "5.5.2 Line too long");
  static final Reply AUTH_LINE_TOO_LONG =
      Reply.of(500, "5.5.6 Authentication exchange line is too long");
  static final Reply UNREADABLE =
      Reply.of(500, "5.5.2 A command is UTF-8 without control characters");
  static final Reply BARE_LINE_END_IN_COMMAND =
      Reply.of(500, "5.5.2 A line ends with CR LF and has neither alone; closing");
  static final Reply HTTP_SPOKEN = Reply.of(554, "5.5.1 This is not an HTTP server; closing");
  static final Reply NO_ARGUMENT = Reply.of(501, "5.5.4 This command takes no argument");
  static final Reply EHLO_FIRST = Reply.of(503, "5.5.1 Send EHLO first");

  static final Reply SPOKE_BEFORE_BANNER =
      Reply.of(554, "5.5.1 You spoke before the banner; nothing of it was run; closing");
  static final Reply DID_NOT_WAIT =
      Reply.of(
          554, "5.5.1 You sent more without waiting for the reply; nothing of it was run; closing");

  static final Reply AUTH_REQUIRED = Reply.of(530, "5.7.0 Authentication required");
  static final Reply STARTTLS_REQUIRED = Reply.of(530, "5.7.0 Must issue a STARTTLS command first");
  static final Reply ENCRYPTION_REQUIRED =
      Reply.of(538, "5.7.11 Encryption required for authentication; use STARTTLS first");
  static final Reply BAD_CREDENTIALS = Reply.of(535, "5.7.8 Authentication credentials invalid");
  static final Reply NO_CLIENT_ADDRESS =
      Reply.of(535, "5.7.1 The proxy named no client address, so nobody can authenticate here");
  static final Reply CANCELLED = Reply.of(501, "5.7.0 Authentication cancelled");
  static final Reply NOT_BASE64 = Reply.of(501, "5.5.2 Not Base64");
  static final Reply NOT_PLAIN =
      Reply.of(501, "5.5.2 PLAIN is an identity, a user name and a password, parted by NUL");
  static final Reply UNKNOWN_MECHANISM =
      Reply.of(504, "5.5.4 Unknown mechanism; PLAIN and LOGIN are offered");
  static final Reply ALREADY_AUTHENTICATED =
      Reply.of(503, "5.5.1 Already authenticated; AUTH works once a session");
  static final Reply TOO_MANY_OF_ACCOUNT =
      Reply.of(421, "4.7.0 Too many sessions of this account; close some or try again later");

  static final Reply MAIL_UNDER_WAY =
      Reply.of(503, "5.5.1 A message is under way; send RSET to give it up");
  static final Reply MAIL_FIRST = Reply.of(503, "5.5.1 Send MAIL first");
  static final Reply NO_RECIPIENTS = Reply.of(554, "5.5.1 No valid recipients");
  static final Reply CHUNKS_UNDER_WAY =
      Reply.of(503, "5.5.1 The message has begun by BDAT; go on with BDAT or send RSET");
  static final Reply TOO_MANY_RECIPIENTS =
      Reply.of(452, "4.5.3 Too many recipients; send the rest in a message of their own");
  static final Reply BAD_CHUNK =
      Reply.of(501, "5.5.4 BDAT takes a number of octets and perhaps LAST; closing");
  static final Reply TOO_MANY_UNDER_WAY =
      Reply.of(451, "4.3.2 Too many messages of this account are under way; try again in a moment");
  static final Reply RELAY_AWAY =
      Reply.of(451, "4.4.1 The relay can't be reached right now; try again later");
  static final Reply RELAY_SILENT =
      Reply.of(
          451, "4.4.2 The relay fell silent after the message; it may have been sent or may not");

  static final Reply NOT_A_TRUSTED_PROXY =
      Reply.of(554, "5.7.1 Only trusted proxies may connect here");
  static final Reply NO_PROXY_HEADER =
      Reply.of(554, "5.5.1 A connection here begins with a PROXY header");
  static final Reply TOO_MANY_FROM_ADDRESS =
      Reply.of(421, "4.7.0 Too many connections from your address; close some or try again later");
  static final Reply TIMEOUT = Reply.of(421, "4.4.2 Timeout; closing");
  static final Reply AUTH_TOO_LATE = Reply.of(421, "4.4.2 Not authenticated in time; closing");
  static final Reply TOO_SLOW = Reply.of(421, "4.4.2 The message comes too slowly; closing");
  static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0 Too many errors; closing");
  static final Reply TOO_MANY_IDLE_COMMANDS =
      Reply.of(421, "4.7.0 Too many commands without a message; closing");
  static final Reply STOPPING = Reply.of(421, "4.3.2 This server is stopping; try again later");
  static final Reply FAULT = Reply.of(421, "4.3.0 A fault of this server; try again later");

  private Texts() {}
}

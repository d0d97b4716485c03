package dev.sallyport.message;

import dev.sallyport.message.CheckedDraft.Party;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;

/** The header of a checked draft; its body is {@link MimeBody}'s. */
final class MimeDraft {

  private static final Session ASCII = session(false);
  private static final Session INTERNATIONAL = session(true);

  private MimeDraft() {}

  static MimeMessage compose(CheckedDraft draft, String id, Instant now) throws MessagingException {
    String messageId = "<" + id + "@" + draft.from().address().asciiDomain() + ">";
    MimeMessage message =
        new Identified(draft.hasInternationalHeader() ? INTERNATIONAL : ASCII, messageId);
    message.setHeader("Date", date(now));
    message.setFrom(address(draft.from()));
    message.setRecipients(RecipientType.TO, addresses(draft.to()));
    message.setRecipients(RecipientType.CC, addresses(draft.cc()));
    Party replyTo = draft.replyTo();
    if (replyTo != null) {
      message.setReplyTo(addresses(List.of(replyTo)));
    }
    set(message, "Subject", draft.subject());
    thread(message, draft);
    list(message, draft);
    for (String tag : draft.tags()) {
      add(message, "X-Sallyport-Tag", tag);
    }
    for (CustomHeader header : draft.headers()) {
      add(message, header.name(), header.value());
    }
    MimeBody.of(draft).into(message);
    message.saveChanges();
    return message;
  }

  private static void thread(MimeMessage message, CheckedDraft draft) throws MessagingException {
    String inReplyTo = draft.inReplyTo();
    if (inReplyTo != null) {
      message.setHeader("In-Reply-To", MimeUtility.fold("In-Reply-To: ".length(), inReplyTo));
    }
    if (!draft.references().isEmpty()) {
      String ids = String.join(" ", draft.references());
      message.setHeader("References", MimeUtility.fold("References: ".length(), ids));
    }
  }

  private static void list(MimeMessage message, CheckedDraft draft) throws MessagingException {
    String listUnsubscribe = draft.listUnsubscribe();
    if (listUnsubscribe != null) {
      set(message, "List-Unsubscribe", listUnsubscribe);
      // RFC 8058 §3.1: the field is for one-click addresses, and those need the second header.
      if (EmailAddress.lower(listUnsubscribe).contains("<https:")
          && draft.headers().stream()
              .noneMatch(header -> header.name().equalsIgnoreCase("List-Unsubscribe-Post"))) {
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      }
    }
    if (draft.precedenceBulk()) {
      message.setHeader("Precedence", "bulk");
    }
  }

  private static void set(MimeMessage message, String name, String text) throws MessagingException {
    message.setHeader(name, HeaderText.encode(name, text));
  }

  private static void add(MimeMessage message, String name, String text) throws MessagingException {
    message.addHeader(name, HeaderText.encode(name, text));
  }

  private static Address[] addresses(List<Party> parties) {
    return parties.stream().map(MimeDraft::address).toArray(Address[]::new);
  }

  private static InternetAddress address(Party party) {
    try {
      InternetAddress address = new InternetAddress();
      address.setAddress(party.address().toAscii());
      if (!party.name().isBlank()) {
        address.setPersonal(party.name().strip(), StandardCharsets.UTF_8.name());
      }
      return address;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is always there", e);
    }
  }

  private static String date(Instant now) {
    MailDateFormat format = new MailDateFormat();
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    return format.format(Date.from(now));
  }

  private static Session session(boolean international) {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", Boolean.toString(international));
    return Session.getInstance(properties);
  }

  /** A message whose id is ours, where the library would make one of its own. */
  private static final class Identified extends MimeMessage {

    private final String messageId;

    Identified(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}

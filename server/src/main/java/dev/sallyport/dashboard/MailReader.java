package dev.sallyport.dashboard;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message for looking at: its headers and texts as plain text, the rest by name. At most
 * the first mebibyte is read, 200 headers, 50 parts, 10 deep.
 */
final class MailReader {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_PARTS = 50;
  private static final int MAX_DEPTH = 10;

  private final List<Text> texts = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private int parts;

  private MailReader() {}

  /** The subject of a message; empty where it has none that can be read. */
  static String subject(InputStream in) throws IOException {
    try {
      byte[] start = in.readNBytes(MAX_HEADER_BYTES);
      InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(start), true);
      String subject = headers.getHeader("Subject", null);
      return subject == null ? "" : decoded(subject);
    } catch (MessagingException e) {
      return "";
    }
  }

  static Mail read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    boolean cut = bytes.length > MAX_BYTES;
    MailReader reader = new MailReader();
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(bytes));
      List<Field> fields = fields(message);
      String subject = message.getHeader("Subject", null);
      reader.walk(message, 0);
      return new Mail(
          subject == null ? "" : decoded(subject),
          fields,
          List.copyOf(reader.texts),
          List.copyOf(reader.attachments),
          cut);
    } catch (MessagingException e) {
      String whole = new String(bytes, StandardCharsets.UTF_8);
      return new Mail("", List.of(), List.of(new Text("As it is", whole)), List.of(), cut);
    }
  }

  private static List<Field> fields(MimeMessage message) throws MessagingException {
    List<Field> fields = new ArrayList<>();
    Enumeration<Header> headers = message.getAllHeaders();
    while (headers.hasMoreElements() && fields.size() < MAX_HEADERS) {
      Header header = headers.nextElement();
      fields.add(new Field(header.getName(), decoded(header.getValue())));
    }
    return fields;
  }

  private static String decoded(String value) {
    String unfolded = MimeUtility.unfold(value);
    try {
      return MimeUtility.decodeText(unfolded);
    } catch (UnsupportedEncodingException e) {
      return unfolded;
    }
  }

  private void walk(Part part, int depth) throws MessagingException, IOException {
    if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
      return;
    }
    if (part.isMimeType("multipart/*") && content(part) instanceof Multipart multipart) {
      for (int i = 0; i < multipart.getCount() && parts <= MAX_PARTS; i++) {
        walk(multipart.getBodyPart(i), depth + 1);
      }
    } else if (isText(part)) {
      boolean html = part.isMimeType("text/html");
      texts.add(new Text(html ? "HTML, as source" : "Text", text(part)));
    } else {
      attachments.add(new Attachment(name(part), type(part)));
    }
  }

  private static boolean isText(Part part) throws MessagingException {
    return part.isMimeType("text/*") && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  private static @Nullable Object content(Part part) throws MessagingException {
    try {
      return part.getContent();
    } catch (IOException e) {
      return null;
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    if (content(part) instanceof String text) {
      return text;
    }
    try (InputStream raw = part.getInputStream()) {
      return new String(raw.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static String name(Part part) throws MessagingException {
    String name = part.getFileName();
    return name == null ? "Without a name" : decoded(name);
  }

  private static String type(Part part) throws MessagingException {
    String type = part.getContentType();
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * A message to look at.
   *
   * @param cut whether more of it was not read
   */
  record Mail(
      String subject,
      List<Field> fields,
      List<Text> texts,
      List<Attachment> attachments,
      boolean cut) {}

  /** One header line. */
  record Field(String name, String value) {}

  /** One text of the message, to be shown as text whatever it is. */
  record Text(String label, String value) {}

  /** A part that is not shown. */
  record Attachment(String name, String type) {}
}

package dev.sallyport.message;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A body, or a part of one, that can be put into a message or a part. Everything is encoded to
 * seven bits and short lines, so that any relay takes it unaltered.
 */
@FunctionalInterface
interface MimeBody {

  String OCTETS = "application/octet-stream";

  void into(MimePart part) throws MessagingException;

  /**
   * The body of a draft: the files beside it in multipart/mixed, text and HTML in
   * multipart/alternative with the plainest first (RFC 2046 §5.1.4), the HTML and what it shows by
   * content id in multipart/related (RFC 2387).
   */
  static MimeBody of(CheckedDraft draft) {
    List<MimeBody> beside = new ArrayList<>();
    List<MimeBody> shown = new ArrayList<>();
    for (Attachment file : draft.attachments()) {
      (file.isInlineById() && draft.html() != null ? shown : beside).add(file(file));
    }
    List<MimeBody> versions = new ArrayList<>();
    if (draft.text() != null) {
      versions.add(text("plain", draft.text()));
    }
    if (draft.html() != null) {
      shown.addFirst(text("html", draft.html()));
      versions.add(joined("related", shown));
    }
    beside.addFirst(joined("alternative", versions));
    return joined("mixed", beside);
  }

  /** A multipart of the given kind, or the one body alone where there is just one. */
  private static MimeBody joined(String kind, List<MimeBody> bodies) {
    if (bodies.size() == 1) {
      return bodies.getFirst();
    }
    return part -> {
      MimeMultipart multipart = new MimeMultipart(kind);
      for (MimeBody body : bodies) {
        MimeBodyPart child = new MimeBodyPart();
        body.into(child);
        multipart.addBodyPart(child);
      }
      part.setContent(multipart);
    };
  }

  private static MimeBody text(String kind, String text) {
    // RFC 2046 §4.1.1: line ends of text are CRLF before it is encoded.
    byte[] bytes = text.replaceAll("\r\n|\r|\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    String type = "text/" + kind + "; charset=utf-8";
    return part -> put(part, bytes, type, mostlyAscii(bytes) ? "quoted-printable" : "base64");
  }

  private static boolean mostlyAscii(byte[] bytes) {
    int others = 0;
    for (byte b : bytes) {
      others += b < 0 ? 1 : 0;
    }
    // Three characters for each other octet, against four for every three octets.
    return others <= bytes.length / 6;
  }

  private static MimeBody file(Attachment file) {
    return part -> {
      ContentType type = new ContentType(mediaType(file));
      ParameterList parameters = type.getParameterList();
      if (parameters == null) {
        parameters = new ParameterList();
      }
      parameters.set("name", file.filename(), "utf-8");
      type.setParameterList(parameters);
      put(part, file.content(), type.toString(), "base64");

      // RFC 2231 names, by the library.
      ParameterList named = new ParameterList();
      named.set("filename", file.filename(), "utf-8");
      String disposition = file.disposition().name().toLowerCase(Locale.ROOT);
      part.setHeader("Content-Disposition", new ContentDisposition(disposition, named).toString());
      String id = file.contentId();
      if (id != null) {
        part.setHeader("Content-ID", "<" + id + ">");
      }
    };
  }

  private static String mediaType(Attachment file) {
    String given = file.contentType();
    if (given == null) {
      given = URLConnection.guessContentTypeFromName(file.filename());
    }
    if (given == null) {
      return OCTETS;
    }
    // RFC 2046 §5: these may not be encoded in base64, and a file need not be what it says.
    String lower = EmailAddress.lower(given);
    return lower.startsWith("multipart/") || lower.startsWith("message/") ? OCTETS : given;
  }

  private static void put(MimePart part, byte[] bytes, String type, String encoding)
      throws MessagingException {
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, OCTETS)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", encoding);
  }
}

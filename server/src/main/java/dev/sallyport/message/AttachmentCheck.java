package dev.sallyport.message;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the files of a draft. */
final class AttachmentCheck {

  private static final int MAX_FILES = 50;

  /** As file systems have it; each may take three characters on a line that may have 998. */
  private static final int MAX_NAME_OCTETS = 255;

  private static final Pattern CONTENT_ID = Pattern.compile("[!-;=?-~]{1,250}");

  /** A media type, with a charset or without (RFC 2045 §5.1). */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}"
              + "(; ?charset=[A-Za-z0-9_.:+-]{1,40})?");

  private final FieldErrors errors;

  AttachmentCheck(FieldErrors errors) {
    this.errors = errors;
  }

  void check(List<Attachment> files) {
    if (files.size() > MAX_FILES) {
      errors.add("attachments", "There are more than " + MAX_FILES + " attachments.");
      return;
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < files.size(); i++) {
      Attachment file = files.get(i);
      String field = "attachments." + i;
      filename(field + ".filename", file.filename());
      String id = file.contentId();
      if (id != null && !CONTENT_ID.matcher(id).matches()) {
        errors.add(
            field + ".id",
            "A content id has 1 to 250 printable ASCII characters, and no blank or angle bracket.");
      } else if (id != null && !ids.add(id)) {
        errors.add(field + ".id", "Another attachment has this content id already.");
      }
      String type = file.contentType();
      if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
        errors.add(field + ".type", "This is not a media type such as image/png.");
      }
    }
  }

  private void filename(String field, String name) {
    String problem = SingleLine.problem(name);
    if (name.isBlank()) {
      errors.add(field, "A file name is required.");
    } else if (problem != null) {
      errors.add(field, "The file name can't stand in a header. " + problem);
    } else if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_OCTETS) {
      errors.add(field, "The file name is longer than " + MAX_NAME_OCTETS + " octets.");
    }
  }
}

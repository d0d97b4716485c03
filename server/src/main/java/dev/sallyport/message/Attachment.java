package dev.sallyport.message;

import org.jspecify.annotations.Nullable;

/** A file that goes with an email, as a request gave it: nothing but its bytes is checked yet. */
public final class Attachment {

  /** Where a file is shown (RFC 2183 §2). */
  public enum Disposition {
    /** Within the text, by its content id. */
    INLINE,
    /** As a file beside the text. */
    ATTACHMENT
  }

  private final byte[] content;
  private final String filename;
  private final Disposition disposition;
  private final @Nullable String contentId;
  private final @Nullable String contentType;

  /**
   * A file.
   *
   * @param content its bytes, not copied and not to be changed
   * @param contentId what a {@code cid:} link of the HTML calls it by, or null for none
   * @param contentType its media type, or null to tell it by the file name's ending
   */
  public Attachment(
      byte[] content,
      String filename,
      Disposition disposition,
      @Nullable String contentId,
      @Nullable String contentType) {
    this.content = content;
    this.filename = filename;
    this.disposition = disposition;
    this.contentId = contentId;
    this.contentType = contentType;
  }

  byte[] content() {
    return content;
  }

  String filename() {
    return filename;
  }

  Disposition disposition() {
    return disposition;
  }

  @Nullable String contentId() {
    return contentId;
  }

  @Nullable String contentType() {
    return contentType;
  }

  boolean isInlineById() {
    return disposition == Disposition.INLINE && contentId != null;
  }
}

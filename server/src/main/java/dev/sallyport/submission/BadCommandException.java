package dev.sallyport.submission;

import dev.sallyport.smtp.Reply;

/** A command that can't be read as one; carries what the client is told. */
final class BadCommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  BadCommandException(int code, String text) {
    super(text, null, false, false);
    this.reply = Reply.of(code, text);
  }

  Reply reply() {
    return reply;
  }
}

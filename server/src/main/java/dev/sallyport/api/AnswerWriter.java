package dev.sallyport.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an answer, and sees to it that a caller who is still sending can read it. */
final class AnswerWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

  private AnswerWriter() {}

  /**
   * Sends the whole answer. Where the body was left unread, the connection is closed after it, and
   * what comes within a bound is read first: a reset would take the answer away from the caller
   * (RFC 9112 §9.6).
   */
  static void write(HttpServletResponse response, Answer answer, RequestBody body) {
    try {
      send(response, answer, body);
    } catch (IOException e) {
      // The caller is gone; there is nobody left to tell.
      LOG.debug("an answer found nobody", e);
    }
  }

  private static void send(HttpServletResponse response, Answer answer, RequestBody body)
      throws IOException {
    boolean unread = body.isUnread();
    response.setStatus(answer.status());
    // An empty answer has no type, whatever the server presumes.
    response.setContentType(null);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
    answer.headers().forEach(response::setHeader);
    if (unread) {
      response.setHeader("Connection", "close");
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    if (answer.status() != 204 && answer.status() != 304) {
      response.setContentLength(bytes.length);
    }
    response.getOutputStream().write(bytes);
    response.flushBuffer();
    if (unread) {
      body.drain();
    }
  }
}

package dev.sallyport.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of one request, read at most once: bounded in length, in time and in rate, and counted
 * against what all bodies together may hold.
 */
final class RequestBody implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);

  /** A call turned away with its body unread is drained this far and then closed. */
  static final int DRAIN_LIMIT = 64 * 1024;

  private final HttpServletRequest request;
  private final BodyBudget budget;
  private @Nullable BoundedStream stream;
  private boolean ended;
  private long drained;

  RequestBody(HttpServletRequest request, BodyBudget budget) {
    this.request = request;
    this.budget = budget;
    this.ended =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
  }

  /** Whether bytes of it may still be on their way. */
  boolean isUnread() {
    return !ended;
  }

  boolean isThere() {
    return stream != null || !ended;
  }

  /**
   * Reads one JSON document.
   *
   * @param limit the most bytes it may have
   */
  Document json(long limit) {
    checkType();
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    try {
      BoundedStream in = new BoundedStream(request.getInputStream(), limit, budget);
      stream = in;
      JsonNode node = Json.MAPPER.readTree(in);
      in.readToEnd();
      ended = true;
      return new Document(node, in.digest());
    } catch (JsonProcessingException e) {
      throw Refusal.of(400, malformed(e));
    } catch (BoundedStream.LimitException e) {
      throw past(e.limit(), limit);
    } catch (EOFException e) {
      throw Refusal.of(400, "The body ended too early, so nothing was done.");
    } catch (IOException e) {
      LOG.debug("a body did not arrive", e);
      throw Refusal.of(408, "The body did not arrive in time, so nothing was done.");
    }
  }

  private static Refusal past(BoundedStream.Limit limit, long length) {
    return switch (limit) {
      case LENGTH -> tooLarge(length);
      case SLOW -> Refusal.of(408, "The body came too slowly, so nothing was done.");
      case MEMORY ->
          new Refusal(
              Answer.tryAgain(
                  503, 5, "Too many large requests are being read at the moment. Try again."));
    };
  }

  private void checkType() {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
      throw Refusal.of(415, "Content-Encoding " + encoding + " is not taken. Send plain JSON.");
    }
    String type = request.getContentType();
    if (type == null) {
      return;
    }
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!"application/json".equals(media)
        && !(media.startsWith("application/") && media.endsWith("+json"))) {
      throw Refusal.of(415, "The body must be JSON. Send it with Content-Type: application/json.");
    }
    String charset = request.getCharacterEncoding();
    // RFC 8259 §8.1: JSON between systems is UTF-8.
    if (charset != null && !"utf-8".equalsIgnoreCase(charset)) {
      throw Refusal.of(415, "The body must be JSON in UTF-8, not in " + charset + ".");
    }
  }

  private static Refusal tooLarge(long limit) {
    return Refusal.of(
        413,
        "The body is too large: at most " + limit + " bytes are taken here. Nothing was done.");
  }

  private static String malformed(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    String why =
        what.startsWith("Duplicate field")
            ? "a key stands twice"
            : what.contains("nesting depth")
                ? "it is nested too deeply"
                : what.startsWith("Token count") ? "it holds too many values" : "it can't be read";
    return "The body is not valid JSON: " + why + where + ".";
  }

  /** Reads and throws away what is left, up to {@link #DRAIN_LIMIT}; true if that was all. */
  boolean drain() throws IOException {
    // RFC 9110 §10.1.1: whoever waits for 100 sends nothing; reading would ask for the body.
    if (ended || request.getHeader("Expect") != null) {
      return ended;
    }
    InputStream in = request.getInputStream();
    byte[] buffer = new byte[8192];
    long end = System.nanoTime() + BoundedStream.DRAIN_TIME.toNanos();
    while (drained < DRAIN_LIMIT && System.nanoTime() < end) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, DRAIN_LIMIT - drained));
      if (count < 0) {
        ended = true;
        return true;
      }
      drained += count;
    }
    return false;
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.giveBack();
    }
  }

  /**
   * A body that was read whole.
   *
   * @param root its JSON; a missing node where the body was empty
   * @param digest the SHA-256 of its bytes, 64 hexadecimal digits
   */
  record Document(JsonNode root, String digest) {}
}

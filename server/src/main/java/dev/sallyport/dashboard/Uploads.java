package dev.sallyport.dashboard;

import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Forms that may bring a file along: at most 8 MiB in all, held in memory, and of UTF-8 text. They
 * are read on the way to an import or a range file alone; every other form is a small one.
 */
final class Uploads {
  static final int MAX_BYTES = 8 * 1024 * 1024;

  /** Stands in the form in place of a file that is no UTF-8 text. */
  static final String UNREADABLE = "unreadable";

  private static final int MAX_PARTS = 100;
  private static final long MOST_DRAINED = 4L * MAX_BYTES;

  private Uploads() {}

  /** Whether such a form was sent where one is asked for. */
  static boolean expected(Context ctx) {
    String type = ctx.header("Content-Type");
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
        && (ctx.path().endsWith("/import")
            || ctx.path().endsWith("/import/preview")
            || ctx.path().contains("/allowlist/groups"));
  }

  /**
   * Reads the form.
   *
   * @throws Refusal 400 or 413
   */
  static Form read(Context ctx) {
    HttpServletRequest request = ctx.req();
    if (request.getContentLengthLong() > MAX_BYTES) {
      drain(request);
      throw tooLarge();
    }
    // The threshold is past the bound, so that nothing is ever written to a file.
    request.setAttribute(
        "org.eclipse.jetty.multipartConfig",
        new MultipartConfigElement("", MAX_BYTES, MAX_BYTES, MAX_BYTES + 1));
    Form.Builder form = new Form.Builder();
    try {
      if (request.getParts().size() > MAX_PARTS) {
        throw tooLarge();
      }
      for (Part part : request.getParts()) {
        add(form, part);
      }
    } catch (IllegalStateException e) {
      throw tooLarge();
    } catch (ServletException | IOException e) {
      throw new Refusal(400, "This form can't be read", "Nothing was changed.");
    }
    return form.build();
  }

  /** Reads on, within a bound: a browser that is still sending never reads the answer. */
  private static void drain(HttpServletRequest request) {
    try {
      InputStream in = request.getInputStream();
      in.skipNBytes(Math.min(request.getContentLengthLong(), MOST_DRAINED));
    } catch (IOException e) {
      // It went away; so does the answer.
      return;
    }
  }

  private static void add(Form.Builder form, Part part) throws IOException {
    try (InputStream in = part.getInputStream()) {
      form.add(
          part.getName(),
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(in.readAllBytes()))
              .toString());
      String fileName = part.getSubmittedFileName();
      if (fileName != null) {
        form.add(part.getName() + "-name", fileName);
      }
    } catch (CharacterCodingException e) {
      form.add(UNREADABLE, part.getName());
    }
  }

  private static Refusal tooLarge() {
    return new Refusal(
        413,
        "That is too much text",
        "An import holds 8 MiB at once. Nothing was changed. Import it in parts, or by"
            + " sallyport allowlist import.");
  }
}

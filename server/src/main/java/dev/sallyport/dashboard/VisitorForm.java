package dev.sallyport.dashboard;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Guards the forms of someone not signed in: a field and a cookie that only our own page can have
 * made alike.
 */
final class VisitorForm {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final RequestOrigin origin;

  VisitorForm(RequestOrigin origin) {
    this.origin = origin;
  }

  /** The hidden field for a form, with its cookie set along. */
  Guarded guarded(Context ctx) {
    boolean secure = origin.secure(ctx);
    @Nullable String token = Cookies.read(ctx, Cookies.FORM, secure);
    if (token == null || token.length() != 2 * BYTES) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      token = HexFormat.of().formatHex(bytes);
      Cookies.set(ctx, Cookies.FORM, token, secure);
    }
    return new Guarded(token, "");
  }

  /**
   * Reads a posted form.
   *
   * @throws Refusal where it is not from our own page
   */
  Form read(Context ctx) {
    Form form = Form.read(ctx);
    String token = Cookies.read(ctx, Cookies.FORM, origin.secure(ctx));
    if (!origin.ownPage(ctx) || token == null || !Gate.same(token, form.raw("csrf"))) {
      throw Refusal.foreignForm();
    }
    return form;
  }
}

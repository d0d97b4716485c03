package dev.sallyport.dashboard;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a posted form: at most 64 KiB and 200 fields, unless it is one of {@link Uploads}.
 */
final class Form {
  static final Form EMPTY = new Form(Map.of());

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_FIELDS = 500;

  private final Map<String, List<String>> fields;

  private Form(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * Reads the body of a request.
   *
   * @throws Refusal 400, 413 or 415
   */
  static Form read(Context ctx) {
    if (Uploads.expected(ctx)) {
      return Uploads.read(ctx);
    }
    String type = ctx.header("Content-Type");
    if (type == null
        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      throw new Refusal(415, "This is not a form", "Nothing was changed.");
    }
    return parse(new String(body(ctx), StandardCharsets.UTF_8));
  }

  private static byte[] body(Context ctx) {
    try {
      byte[] bytes = ctx.req().getInputStream().readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new Refusal(
            413, "That is too much text", "A form holds 64 KiB. Nothing was changed.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a form together field by field. */
  static final class Builder {
    private final Map<String, List<String>> fields = new HashMap<>();

    void add(String name, String value) {
      fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    Form build() {
      return new Form(fields);
    }
  }

  static Form parse(String body) {
    Map<String, List<String>> fields = new HashMap<>();
    if (body.isEmpty()) {
      return EMPTY;
    }
    String[] pairs = body.split("&", MAX_FIELDS + 1);
    if (pairs.length > MAX_FIELDS) {
      throw new Refusal(413, "That is too many fields", "A form holds 500. Nothing was changed.");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      fields.computeIfAbsent(decode(name), any -> new ArrayList<>()).add(decode(value));
    }
    return new Form(fields);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "This form can't be read", "Nothing was changed.");
    }
  }

  /** The first value of a field, without blanks around it; empty where there is none. */
  String text(String name) {
    return raw(name).strip();
  }

  /** The first value as it was typed, for passwords; empty where there is none. */
  String raw(String name) {
    List<String> values = fields.get(name);
    return values == null ? "" : values.getFirst();
  }

  List<String> all(String name) {
    return List.copyOf(fields.getOrDefault(name, List.of()));
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A revision, or -1 where there is none that can be read. */
  long number(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}

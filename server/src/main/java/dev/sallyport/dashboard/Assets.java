package dev.sallyport.dashboard;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The stylesheet, the scripts and the icon, read once. Their address carries a hash of them all, so
 * a browser may keep them for good and never sees those of another release.
 */
final class Assets {
  private static final int VERSION_DIGITS = 12;
  private static final String HTMX = "htmx.min.js";
  private static final String HTMX_JAR = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private static final Map<String, String> TYPES =
      Map.of(
          "sallyport.css",
          "text/css; charset=utf-8",
          "dashboard.js",
          "text/javascript; charset=utf-8",
          HTMX,
          "text/javascript; charset=utf-8",
          "favicon.svg",
          "image/svg+xml");

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final String version;

  Assets() {
    for (String name : TYPES.keySet().stream().sorted().toList()) {
      files.put(name, read(name.equals(HTMX) ? htmx() : "dashboard/" + name));
    }
    this.version = hash();
  }

  /** The address the files are under, without a slash at the end. */
  String path() {
    return "/assets/" + version;
  }

  void serve(Context ctx) {
    String name = ctx.pathParam("file");
    byte[] bytes = files.get(name);
    String type = TYPES.get(name);
    if (bytes == null || type == null) {
      throw Refusal.notFound();
    }
    boolean current = ctx.pathParam("version").equals(version);
    ctx.header("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-store");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.contentType(type).result(bytes);
  }

  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static String htmx() {
    Properties jar = new Properties();
    try (InputStream in = open(HTMX_JAR)) {
      jar.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "META-INF/resources/webjars/htmx.org/" + jar.getProperty("version") + "/dist/" + HTMX;
  }

  private static byte[] read(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("Missing from the class path: " + resource);
    }
    return in;
  }
}

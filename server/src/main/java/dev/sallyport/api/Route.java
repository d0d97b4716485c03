package dev.sallyport.api;

/**
 * One method on one path.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path with its parameters in braces: {@code /v1/ip-allowlist/{id}}
 * @param access who may use it
 * @param handler what it does
 */
record Route(String method, String path, Access access, Handler handler) {

  /** Answers one call. Refuses by throwing {@link Refusal}. */
  @FunctionalInterface
  interface Handler {
    Answer handle(Exchange exchange);
  }

  /** Whether a path of a request lies on this route's path. */
  boolean matches(String requestPath) {
    String[] ours = path.split("/", -1);
    String[] theirs = requestPath.split("/", -1);
    if (ours.length != theirs.length) {
      return false;
    }
    for (int i = 0; i < ours.length; i++) {
      if (!ours[i].startsWith("{") && !ours[i].equals(theirs[i])) {
        return false;
      }
    }
    return true;
  }
}

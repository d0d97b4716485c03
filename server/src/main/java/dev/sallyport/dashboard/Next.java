package dev.sallyport.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a sign-in goes on to. Only our own pages are gone on to, so that a link can't send a member
 * elsewhere.
 *
 * @param path one of our own
 */
record Next(String path) {
  private static final String FIRST = "/allowlist";
  private static final Set<String> SECTIONS =
      Set.of(FIRST, "/activity", "/credentials", "/messages", "/history", "/members", "/profile");
  private static final Pattern INVITATION = Pattern.compile("/invite/([A-Za-z0-9_-]{32})");

  /** What was wanted, where it is one of our pages; the first page otherwise. */
  static Next of(String wanted) {
    boolean ours = SECTIONS.contains(wanted) || INVITATION.matcher(wanted).matches();
    return new Next(ours ? wanted : FIRST);
  }

  /** That path, with this one to go on to. */
  String after(String step) {
    return path.equals(FIRST)
        ? step
        : step + "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  /** The secret of the invitation that it is. */
  Optional<String> invitation() {
    Matcher matcher = INVITATION.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}

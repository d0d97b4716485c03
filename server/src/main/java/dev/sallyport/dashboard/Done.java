package dev.sallyport.dashboard;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What was just done, carried to the page that tells it: by the answer itself, or in a cookie where
 * a plain form led to a redirect. What a forged cookie says is shown to its forger alone.
 *
 * @param name whom or what it was done to; a date for {@link What#RESTORED}
 * @param id the entry it was done to; may be empty
 * @param before the list's revision before; 0 where there is nothing to go back to
 * @param after the revision that came of it
 */
record Done(What what, String name, String id, long before, long after) {
  private static final int PARTS = 5;

  /** Each thing that is told of. */
  enum What {
    ADDED("%s is allowed."),
    ADDED_SEVERAL("%s added to the list."),
    EDITED("%s is saved."),
    RENEWED("%s is renewed."),
    PAUSED("%s is paused. It will be denied from now on."),
    RESUMED("%s is allowed."),
    DELETED("%s is deleted."),
    PAUSED_ALL("%s are paused. They will be denied from now on."),
    RESUMED_ALL("%s are allowed."),
    DELETED_ALL("%s are deleted."),
    NARROWED("%s is narrowed. What was not used of it is denied from now on."),
    RESTORED("The list is back as it was on %s."),
    ENFORCED("The list is enforced. Addresses that are not on it are denied from now on."),
    CONFIRMED("The change stands."),
    WENT_BACK("The list is back as it was before the last change."),
    MONITORED("The list is only monitored. Mail from addresses that are not on it is let through."),
    CREDENTIAL_SAVED("%s is saved."),
    CREDENTIAL_PAUSED("%s is paused. It will be refused from now on."),
    CREDENTIAL_RESUMED("%s can send again."),
    CREDENTIAL_DELETED("%s is deleted. Nothing can use it any more."),
    ASSERTION_SAVED("%s is saved. No change of the list may break it."),
    ASSERTION_DELETED("%s is deleted."),
    MEMBER_ROLE("The role of %s is saved."),
    MEMBER_REMOVED("%s is removed."),
    INVITATION_REVOKED("The invitation of %s is revoked. Its link does not work any more."),
    JOINED("You are a member of %s now."),
    PASSWORD_CHANGED("Your password is changed. Your other sessions have ended."),
    SESSION_ENDED("That session has ended."),
    SESSIONS_ENDED("Your other sessions have ended."),
    TWO_FACTOR_OFF("Two-factor sign-in is off."),
    ALERT_SAVED("%s is saved."),
    ALERT_ASKED("A mail was sent to %s. Nothing else is sent there until its reader confirms."),
    ALERT_DELETED("%s is deleted. It is told nothing more."),
    ALERT_TESTED("A test was sent to %s. The log says what came of it."),
    ALERT_SENT_AGAIN("It is sent to %s again.");

    private final String text;

    What(String text) {
      this.text = text;
    }
  }

  /** Something done to an entry, or to the list where the id is empty. */
  static Done entry(What what, String name, String id) {
    return new Done(what, name, id, 0, 0);
  }

  static Done credential(What what, String name) {
    return new Done(what, name, "", 0, 0);
  }

  /** Something done to a member, an invitation or what a member keeps. */
  static Done member(What what, String name) {
    return new Done(what, name, "", 0, 0);
  }

  /** The same with the revisions as they came to be; nothing to go back to where none was made. */
  Done at(long revisionBefore, long revisionAfter) {
    return new Done(
        what, name, id, revisionAfter > revisionBefore ? revisionBefore : 0, revisionAfter);
  }

  String text() {
    return what.text.replace("%s", name);
  }

  String cookie() {
    return String.join(
        ".", what.name(), encode(name), encode(id), String.valueOf(before), String.valueOf(after));
  }

  /** Full stops are the separator, and the one sign of a name that encoding leaves alone. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace(".", "%2E");
  }

  static Optional<Done> parse(String cookie) {
    String[] parts = cookie.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Done(
              What.valueOf(parts[0]),
              URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
              URLDecoder.decode(parts[2], StandardCharsets.UTF_8),
              Long.parseLong(parts[3]),
              Long.parseLong(parts[4])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.Invitation;
import dev.sallyport.account.NewInvitation;
import dev.sallyport.account.Role;
import dev.sallyport.alert.PromptMail;

/**
 * A link that somebody is sent to join an account or set a new password; it is shown once.
 *
 * @param letter the mail that carries it
 */
record MemberLink(String email, String heading, String text, String url, String letter) {
  static MemberLink of(NewInvitation made, String base, Visit visit) {
    Invitation invitation = made.invitation();
    String url = base + "/invite/" + made.secret();
    String what = article(invitation.role()) + " of " + visit.account().name();
    return new MemberLink(
        invitation.email(),
        "Send this link to " + invitation.email(),
        "It makes them %s, works once, and expires in 7 days. It is shown once.".formatted(what),
        url,
        """
        %s invites you to become %s in Sallyport.

        Open this link within 7 days to join. It works once, for this address alone:

        %s

        If you don't expect this, do nothing.
        """
            .formatted(visit.member().email(), what, url));
  }

  static MemberLink ofPassword(String email, String secret, String base, Visit visit) {
    String url = base + "/reset/" + secret;
    return new MemberLink(
        email,
        "Send this link to " + email,
        "It sets a new password, works once, and expires in 24 hours. It is shown once.",
        url,
        """
        %s made you a link for a new password in Sallyport.

        Open it within 24 hours. It works once, and ends every session of yours:

        %s

        If you don't expect this, do nothing: your password stays as it is.
        """
            .formatted(visit.member().email(), url));
  }

  private static String article(Role role) {
    return role == Role.VIEWER ? "a viewer" : "an " + role.word();
  }

  /** The same with what came of the mail. */
  MemberLink mailed(PromptMail.Outcome outcome) {
    return switch (outcome) {
      case OFF -> this;
      case SENT -> with("This link was sent to " + email, "The relay has taken the mail. " + text);
      case NOT_SENT -> with(heading, "The mail to them could not be sent. " + text);
      case LATE ->
          with(heading, "Whether the mail to them was sent is not known: it took long. " + text);
      case TOO_MANY ->
          with(heading, "No mail was sent, for many were within the last hour. " + text);
    };
  }

  private MemberLink with(String head, String told) {
    return new MemberLink(email, head, told, url, letter);
  }

  /** Never the link. */
  @Override
  public String toString() {
    return "MemberLink[" + heading + "]";
  }
}

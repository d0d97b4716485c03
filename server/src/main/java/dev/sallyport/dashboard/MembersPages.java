package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.Invitation;
import dev.sallyport.account.Invitations;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.NewInvitation;
import dev.sallyport.account.PasswordLinks;
import dev.sallyport.account.Role;
import dev.sallyport.alert.PromptMail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of an account: invited, given a role, helped to a new password, removed. */
final class MembersPages {
  private static final String TITLE = "Members";
  private static final String PATH = "/members";

  private final Members members;
  private final Invitations invitations;
  private final PasswordLinks passwordLinks;
  private final PromptMail mail;
  private final Pages pages;
  private final RequestOrigin origin;

  MembersPages(MemberServices people, PromptMail mail, Pages pages, RequestOrigin origin) {
    this.members = people.members();
    this.invitations = people.invitations();
    this.passwordLinks = people.passwordLinks();
    this.mail = mail;
    this.pages = pages;
    this.origin = origin;
  }

  void page(Visit visit) {
    show(visit, 200, Flashes.arrived(visit), null);
  }

  private void show(Visit visit, int status, @Nullable Flash flash, @Nullable MemberLink link) {
    String account = visit.account().id();
    MemberSlice slice = MemberSlice.of(Requests.query(visit.ctx(), "page"), members.count(account));
    Model model =
        new Model(
            visit.guarded(),
            visit.mayEdit(),
            visit.account().name(),
            flash,
            link,
            slice,
            members.list(account, slice.offset(), MemberSlice.ROWS).stream()
                .map(row -> MemberRow.of(row, visit))
                .toList(),
            invitations.list(visit.account().id()).stream()
                .map(open -> InvitationRow.of(open, visit))
                .toList());
    pages.page(visit, status, TITLE, "members.jte", model);
  }

  void inviteForm(Visit visit) {
    form(visit, 200, MemberForm.invite(visit, "", Role.VIEWER));
  }

  /**
   * Invites someone. The answer is the page itself: the link is in no cookie and no memory, so it
   * is shown by whichever node made it, once, whether or not it goes by mail too.
   */
  void invite(Visit visit) {
    String email = visit.form().text("email");
    MemberForm form = MemberForm.invite(visit, email, role(visit).orElse(Role.VIEWER));
    try {
      NewInvitation made =
          invitations.create(visit.account().id(), email, form.role(), visit.actor());
      MemberLink link = MemberLink.of(made, origin.base(visit.ctx()), visit);
      show(
          visit,
          201,
          null,
          link.mailed(
              mail.send(
                  visit.account().id(),
                  made.invitation().email(),
                  "You are invited to " + visit.account().name(),
                  link.letter())));
    } catch (InvalidFieldException e) {
      form(visit, 422, form.wrong(e.reason()));
    }
  }

  void revoke(Visit visit) {
    Invitation revoked =
        invitations.revoke(
            visit.account().id(), visit.ctx().pathParam("invitation"), visit.actor());
    tell(visit, Done.member(Done.What.INVITATION_REVOKED, revoked.email()));
  }

  void editForm(Visit visit) {
    Members.MemberRow row = row(visit);
    form(visit, 200, MemberForm.edit(visit, row.member().id(), row.member().email(), row.role()));
  }

  void edit(Visit visit) {
    Members.MemberRow row = row(visit);
    Role role = role(visit).orElse(row.role());
    try {
      members.setRole(visit.account().id(), row.member().id(), role, visit.actor());
      tell(visit, Done.member(Done.What.MEMBER_ROLE, row.member().email()));
    } catch (InvalidFieldException e) {
      MemberForm form = MemberForm.edit(visit, row.member().id(), row.member().email(), role);
      form(visit, 422, form.wrong(e.reason()));
    }
  }

  void passwordForm(Visit visit) {
    Members.MemberRow row = row(visit);
    confirm(
        visit,
        200,
        "Make a link for a new password?",
        row,
        "/password",
        "Whoever opens the link sets a new password for %s, which ends every session of theirs. It"
                .formatted(row.member().email())
            + " works once, for 24 hours. The password they have works until then. A second factor"
            + " stays on.",
        "Make link",
        false);
  }

  void password(Visit visit) {
    Members.MemberRow row = row(visit);
    String secret = passwordLinks.create(visit.account().id(), row.member().id(), visit.actor());
    MemberLink link =
        MemberLink.ofPassword(row.member().email(), secret, origin.base(visit.ctx()), visit);
    show(
        visit,
        201,
        null,
        link.mailed(
            mail.send(
                visit.account().id(),
                row.member().email(),
                "A new password for Sallyport",
                link.letter())));
  }

  void removeForm(Visit visit) {
    removeForm(visit, 200, row(visit), "");
  }

  void remove(Visit visit) {
    Members.MemberRow row = row(visit);
    try {
      members.remove(visit.account().id(), row.member().id(), visit.actor());
      tell(visit, Done.member(Done.What.MEMBER_REMOVED, row.member().email()));
    } catch (InvalidFieldException e) {
      removeForm(visit, 422, row, e.reason());
    }
  }

  private void removeForm(Visit visit, int status, Members.MemberRow row, String error) {
    String text =
        row.member().id().equals(visit.member().id())
            ? "You can't look at this account any more from then on. Only an invitation brings you"
                + " back."
            : "%s can't look at this account any more from then on. Only an invitation brings them"
                    .formatted(row.member().email())
                + " back.";
    String heading = "Remove " + row.member().email() + "?";
    confirm(
        visit,
        status,
        heading,
        row,
        "/remove",
        error.isEmpty() ? text : error,
        "Remove member",
        true);
  }

  private void confirm(
      Visit visit,
      int status,
      String heading,
      Members.MemberRow row,
      String step,
      String text,
      String button,
      boolean danger) {
    Confirm confirm =
        new Confirm(
            visit.guarded(),
            visit.fragment(),
            heading,
            PATH + "/" + row.member().id() + step,
            "",
            -1,
            text,
            "",
            List.of(),
            button,
            danger,
            PATH);
    pages.sheet(visit, status, heading, "confirm.jte", confirm);
  }

  private void form(Visit visit, int status, MemberForm form) {
    pages.sheet(visit, status, form.heading(), "memberForm.jte", form);
  }

  /** Goes on to the list, or to whatever the member may still see. */
  private void tell(Visit visit, Done done) {
    boolean stays = members.find(visit.account().id(), visit.member().id()).isPresent();
    if (visit.fragment() && stays && done.what() != Done.What.MEMBER_ROLE) {
      show(visit, 200, Flashes.of(done, visit), null);
    } else {
      Redirects.tell(visit, done, PATH);
    }
  }

  private Members.MemberRow row(Visit visit) {
    return members
        .find(visit.account().id(), visit.ctx().pathParam("member"))
        .orElseThrow(Refusal::notFound);
  }

  private static Optional<Role> role(Visit visit) {
    String word = visit.form().text("role");
    for (Role role : Role.values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /**
   * A member in the table.
   *
   * @param yours whether that is whoever looks
   * @param seen null for never
   * @param mayManage whether whoever looks may change it
   */
  record MemberRow(
      String id,
      String email,
      boolean yours,
      String role,
      boolean secondFactor,
      @Nullable When seen,
      boolean mayManage) {
    static MemberRow of(Members.MemberRow row, Visit visit) {
      return new MemberRow(
          row.member().id(),
          row.member().email(),
          row.member().id().equals(visit.member().id()),
          word(row.role()),
          row.secondFactor(),
          row.seenAt() == null ? null : When.past(row.seenAt(), visit.now()),
          visit.mayTouch(row.role()));
    }
  }

  /** An open invitation in the table. */
  record InvitationRow(
      String id, String email, String role, String by, String expires, boolean mayManage) {
    static InvitationRow of(Invitation open, Visit visit) {
      return new InvitationRow(
          open.id(),
          open.email(),
          word(open.role()),
          open.invitedBy(),
          When.in(open.expiresAt(), visit.now()),
          visit.mayTouch(open.role()));
    }
  }

  private static String word(Role role) {
    return Words.capital(role.name().toLowerCase(Locale.ROOT));
  }

  /** What the page shows. */
  record Model(
      Guarded guarded,
      boolean mayEdit,
      String account,
      @Nullable Flash flash,
      @Nullable MemberLink link,
      MemberSlice slice,
      List<MemberRow> members,
      List<InvitationRow> invitations) {}
}

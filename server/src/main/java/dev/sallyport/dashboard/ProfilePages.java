package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.OpenSession;
import dev.sallyport.account.SecondFactors;
import dev.sallyport.account.Sessions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members keep of their own, whatever their role: the password and the sessions. */
final class ProfilePages {
  static final String PATH = "/profile";

  private final Members members;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final Pages pages;
  private final Tries tries;

  ProfilePages(MemberServices people, Pages pages, Tries tries) {
    this.members = people.members();
    this.sessions = people.sessions();
    this.factors = people.secondFactors();
    this.pages = pages;
    this.tries = tries;
  }

  void page(Visit visit) {
    show(visit, 200, Flashes.arrived(visit), "", "");
  }

  void changePassword(Visit visit) {
    Form form = visit.form();
    try {
      tries.withSecret(
          visit.client(),
          () -> {
            members.changePassword(
                visit.member(),
                form.raw("present"),
                form.raw("password"),
                visit.session().id(),
                visit.actor());
            return true;
          });
      Redirects.tell(visit, Done.member(Done.What.PASSWORD_CHANGED, ""), PATH);
    } catch (InvalidFieldException e) {
      show(visit, 422, null, e.field(), e.reason());
    } catch (Slowed slowed) {
      show(visit, slowed.status(visit.ctx()), null, "present", slowed.text());
    }
  }

  void endSession(Visit visit) {
    String id = visit.ctx().pathParam("session");
    if (id.equals(visit.session().id()) || !sessions.end(visit.member(), id, visit.actor())) {
      throw Refusal.notFound();
    }
    Redirects.tell(visit, Done.member(Done.What.SESSION_ENDED, ""), PATH);
  }

  void endOtherSessions(Visit visit) {
    sessions.endOthers(visit.member(), visit.session().id(), visit.actor());
    Redirects.tell(visit, Done.member(Done.What.SESSIONS_ENDED, ""), PATH);
  }

  private void show(Visit visit, int status, @Nullable Flash flash, String field, String error) {
    String member = visit.member().id();
    Model model =
        new Model(
            visit.guarded(),
            visit.member().email(),
            Words.capital(visit.place().role().word()),
            visit.account().name(),
            flash,
            field,
            error,
            factors.isOn(member),
            factors.recoveryCodesLeft(member),
            sessions.list(member).stream().map(open -> SessionRow.of(open, visit)).toList());
    pages.page(visit, status, "Profile", "profile.jte", model);
  }

  /**
   * A session in the table.
   *
   * @param here whether it is the one that looks
   */
  record SessionRow(
      String id, String browser, String address, boolean here, When started, When seen) {
    static SessionRow of(OpenSession open, Visit visit) {
      boolean here = open.id().equals(visit.session().id());
      return new SessionRow(
          open.id(),
          BrowserName.of(open.from().agent()),
          open.from().address() == null ? "" : open.from().address().toString(),
          here,
          When.past(open.createdAt(), visit.now()),
          When.past(here ? visit.now() : open.seenAt(), visit.now()));
    }
  }

  /**
   * What the page shows.
   *
   * @param field the field of the password's form that is wrong; empty where none is
   */
  record Model(
      Guarded guarded,
      String email,
      String role,
      String account,
      @Nullable Flash flash,
      String field,
      String error,
      boolean secondFactor,
      int recoveryCodes,
      List<SessionRow> sessions) {

    String error(String of) {
      return of.equals(field) ? error : "";
    }

    /** How many recovery codes are left, in words. */
    String codesLeft() {
      return recoveryCodes == 0
          ? "No recovery code is left."
          : Words.count(recoveryCodes, "recovery code is", "recovery codes are") + " left.";
    }
  }
}

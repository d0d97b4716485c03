package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.SecondFactors;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The second factor of the one who is signed in: set up, its recovery codes, turned off. */
final class TwoFactorPages {
  private static final String TITLE = "Two-factor sign-in";
  private static final String PATH = ProfilePages.PATH + "/two-factor";

  private final SecondFactors factors;
  private final Pages pages;
  private final Tries tries;

  TwoFactorPages(MemberServices people, Pages pages, Tries tries) {
    this.factors = people.secondFactors();
    this.pages = pages;
    this.tries = tries;
  }

  void begin(Visit visit) {
    factors.begin(visit.member().id());
    Redirects.to(visit, PATH);
  }

  void page(Visit visit) {
    show(visit, 200, "", "");
  }

  void confirm(Visit visit) {
    Form form = visit.form();
    asked(
        visit,
        () ->
            factors.confirm(visit.member(), form.text("code"), form.raw("present"), visit.actor()),
        codes -> showCodes(visit, codes),
        (status, field, error) -> show(visit, status, field, error));
  }

  private void show(Visit visit, int status, String field, String error) {
    Optional<SecondFactors.Beginning> begun = factors.begun(visit.member());
    if (begun.isEmpty()) {
      Redirects.to(visit, ProfilePages.PATH);
      return;
    }
    QrPicture picture = QrPicture.of(begun.get().uri());
    SetUp model = new SetUp(visit.guarded(), picture, begun.get().seed(), field, error);
    pages.page(visit, status, TITLE, "twoFactor.jte", model);
  }

  void codesForm(Visit visit) {
    codesForm(visit, 200, "");
  }

  void newCodes(Visit visit) {
    asked(
        visit,
        () -> factors.newRecoveryCodes(visit.member(), visit.form().raw("present"), visit.actor()),
        codes -> showCodes(visit, codes),
        (status, field, error) -> codesForm(visit, status, error));
  }

  private void codesForm(Visit visit, int status, String error) {
    password(
        visit,
        status,
        "Make new recovery codes",
        "/codes",
        "The codes you have stop working.",
        "Make codes",
        false,
        error);
  }

  void offForm(Visit visit) {
    offForm(visit, 200, "");
  }

  void off(Visit visit) {
    asked(
        visit,
        () -> {
          factors.turnOff(visit.member(), visit.form().raw("present"), visit.actor());
          return true;
        },
        done -> Redirects.tell(visit, Done.member(Done.What.TWO_FACTOR_OFF, ""), ProfilePages.PATH),
        (status, field, error) -> offForm(visit, status, error));
  }

  private void offForm(Visit visit, int status, String error) {
    password(
        visit,
        status,
        "Turn two-factor sign-in off",
        "/off",
        "Your password alone signs you in from then on.",
        "Turn off",
        true,
        error);
  }

  /** The codes are in the answer alone: they are in no cookie and no memory. */
  private void showCodes(Visit visit, List<String> codes) {
    pages.page(visit, 201, TITLE, "recoveryCodes.jte", new Codes(List.copyOf(codes)));
  }

  private void password(
      Visit visit,
      int status,
      String heading,
      String step,
      String text,
      String button,
      boolean danger,
      String error) {
    PasswordForm form =
        new PasswordForm(
            visit.guarded(), visit.fragment(), heading, PATH + step, text, button, danger, error);
    pages.sheet(visit, status, heading, "passwordForm.jte", form);
  }

  private <T> void asked(Visit visit, Supplier<T> work, Consumer<T> done, WhereWrong wrong) {
    try {
      done.accept(tries.withSecret(visit.client(), work));
    } catch (InvalidFieldException e) {
      wrong.show(422, e.field(), e.reason());
    } catch (Slowed slowed) {
      wrong.show(slowed.status(visit.ctx()), "present", slowed.text());
    }
  }

  /** Shows the form again. */
  private interface WhereWrong {
    void show(int status, String field, String error);
  }

  /** What setting it up shows. */
  record SetUp(Guarded guarded, QrPicture picture, String seed, String field, String error) {
    String error(String of) {
      return of.equals(field) ? error : "";
    }

    /** The seed in groups of four, for whoever types it. */
    String typed() {
      return seed.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Never the seed. */
    @Override
    public String toString() {
      return "SetUp[]";
    }
  }

  /** Recovery codes, shown once. */
  record Codes(List<String> codes) {
    /** All of them, for the clipboard. */
    String together() {
      return String.join("\n", codes);
    }

    /** Never the codes. */
    @Override
    public String toString() {
      return "Codes[]";
    }
  }

  /** A form that asks for the password before it does something. */
  record PasswordForm(
      Guarded guarded,
      boolean dialog,
      String heading,
      String action,
      String text,
      String button,
      boolean danger,
      String error) {}
}

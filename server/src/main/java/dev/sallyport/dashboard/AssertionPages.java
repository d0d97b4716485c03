package dev.sallyport.dashboard;

import dev.sallyport.account.Assertion;
import dev.sallyport.account.Assertions;
import dev.sallyport.account.InvalidFieldException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the account's list must allow or deny, whatever is changed. */
final class AssertionPages {
  static final String PATH = "/allowlist/assertions";

  private final Assertions assertions;
  private final Pages pages;

  AssertionPages(Assertions assertions, Pages pages) {
    this.assertions = assertions;
    this.pages = pages;
  }

  void page(Visit visit) {
    show(visit, 200, Typed.NOTHING, Flashes.arrived(visit));
  }

  void add(Visit visit) {
    Typed typed = Typed.of(visit.form());
    try {
      Assertion made =
          assertions.add(
              visit.account().id(), typed.name(), typed.address(), typed.expected(), visit.actor());
      tell(visit, Done.What.ASSERTION_SAVED, made);
    } catch (InvalidFieldException e) {
      show(visit, 422, typed.wrong(e.field(), e.reason()), null);
    }
  }

  /** Asks once more: what it kept from being broken may be broken afterwards. */
  void deleteForm(Visit visit) {
    String id = visit.ctx().pathParam("assertion");
    Assertion asked =
        assertions.list(visit.account().id()).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(Refusal::notFound);
    String effect = asked.expected() == Assertion.Expected.ALLOWED ? "deny" : "allow";
    Confirm confirm =
        new Confirm(
            visit.guarded(),
            visit.fragment(),
            "Delete " + asked.name() + "?",
            PATH + "/" + asked.id() + "/delete",
            "",
            -1,
            "A change of the list may then " + effect + " " + asked.network() + ".",
            "",
            List.of(),
            "Delete assertion",
            true,
            PATH);
    pages.sheet(visit, 200, confirm.heading(), "confirm.jte", confirm);
  }

  void delete(Visit visit) {
    Assertion gone =
        assertions
            .delete(visit.account().id(), visit.ctx().pathParam("assertion"), visit.actor())
            .orElseThrow(Refusal::notFound);
    tell(visit, Done.What.ASSERTION_DELETED, gone);
  }

  private void tell(Visit visit, Done.What what, Assertion assertion) {
    Done done = Done.entry(what, assertion.name(), "");
    if (visit.fragment()) {
      show(visit, 200, Typed.NOTHING, Flashes.of(done, visit));
      return;
    }
    Headers.page(visit.ctx());
    Cookies.set(visit.ctx(), Cookies.DONE, done.cookie(), visit.secure());
    visit.ctx().status(303).header("Location", PATH);
  }

  private void show(Visit visit, int status, Typed typed, @Nullable Flash flash) {
    List<Row> rows =
        assertions.list(visit.account().id()).stream()
            .map(one ->
                new Row(
                    one.id(),
                    one.name(),
                    one.network().toString(),
                    one.expected().word(),
                    one.holds(visit.accountList().entries(), visit.now())))
            .toList();
    Model model = new Model(visit.guarded(), visit.mayEdit(), flash, rows, typed);
    pages.page(visit, status, "Assertions", "assertions.jte", model);
  }

  /** What the page shows. */
  record Model(
      Guarded guarded, boolean mayEdit, @Nullable Flash flash, List<Row> rows, Typed typed) {}

  /** One assertion, and whether it holds now. */
  record Row(String id, String name, String address, String expected, boolean holds) {}

  /**
   * The form as it was typed.
   *
   * @param field which field is wrong; empty for none
   * @param message what is wrong with it
   */
  record Typed(String address, String name, boolean denied, String field, String message) {
    static final Typed NOTHING = new Typed("", "", false, "", "");

    static Typed of(Form form) {
      return new Typed(
          form.text("address"),
          form.text("name"),
          form.text("expected").equals(Assertion.Expected.DENIED.word()),
          "",
          "");
    }

    Assertion.Expected expected() {
      return denied ? Assertion.Expected.DENIED : Assertion.Expected.ALLOWED;
    }

    Typed wrong(String wrongField, String why) {
      return new Typed(address, name, denied, wrongField, why);
    }

    String error(String ofField) {
      return field.equals(ofField) ? message : "";
    }
  }
}

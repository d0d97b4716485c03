package dev.sallyport.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change that is looked at once more before it is made.
 *
 * @param action where it is sent
 * @param text what will happen; may be empty
 * @param own the member's own address where the change is about it; empty otherwise
 * @param button what it does, in words
 * @param back where to go instead
 * @param impact whom it would cut off
 * @param fields what else is sent
 * @param mayGoBack whether it may be made so that it goes back by itself
 * @param goesBack whether that is ticked
 */
record Confirm(
    Guarded guarded,
    boolean dialog,
    String heading,
    String action,
    String view,
    long revision,
    String text,
    String own,
    List<WarningBox> warnings,
    String button,
    boolean danger,
    String back,
    Impact impact,
    List<Field> fields,
    boolean mayGoBack,
    boolean goesBack) {

  /** Something carried along unseen. */
  record Field(String name, String value) {}

  Confirm(
      Guarded guarded,
      boolean dialog,
      String heading,
      String action,
      String view,
      long revision,
      String text,
      String own,
      List<WarningBox> warnings,
      String button,
      boolean danger,
      String back) {
    this(
        guarded,
        dialog,
        heading,
        action,
        view,
        revision,
        text,
        own,
        warnings,
        button,
        danger,
        back,
        Impact.NONE,
        List.of(),
        false,
        false);
  }

  /** A change of the list looked at, which may go back by itself where that empties nothing. */
  static Confirm ofList(
      Visit visit,
      String heading,
      String action,
      String view,
      long revision,
      String text,
      String own,
      List<WarningBox> warnings,
      String button,
      boolean danger,
      String back) {
    return new Confirm(
        visit.guarded(),
        visit.fragment(),
        heading,
        action,
        view,
        revision,
        text,
        own,
        warnings,
        button,
        danger,
        back,
        Impact.NONE,
        List.of(),
        Changes.mayGoBack(visit),
        Changes.goesBack(visit));
  }

  /** The same with fields carried along. */
  Confirm carrying(List<Field> carried) {
    return with(own, warnings, impact, List.copyOf(carried));
  }

  /**
   * The same with what it would do. What was worded for this dialog stays as it was worded, and
   * one's own address is told of once.
   */
  Confirm showing(Impact shown) {
    Set<String> worded = warnings.stream().map(WarningBox::code).collect(Collectors.toSet());
    List<WarningBox> all = new ArrayList<>(warnings);
    shown.warnings().stream().filter(box -> !worded.contains(box.code())).forEach(all::add);
    boolean warned = all.stream().anyMatch(box -> box.code().equals("denies_caller"));
    return with(warned ? "" : own, all, shown, fields);
  }

  private Confirm with(
      String toldOwn, List<WarningBox> toldWarnings, Impact shown, List<Field> carried) {
    return new Confirm(
        guarded,
        dialog,
        heading,
        action,
        view,
        revision,
        text,
        toldOwn,
        toldWarnings,
        button,
        danger,
        back,
        shown,
        carried,
        mayGoBack,
        goesBack);
  }
}

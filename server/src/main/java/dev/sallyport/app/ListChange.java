package dev.sallyport.app;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Guard;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.Warning;
import dev.sallyport.allowlist.ParseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a change to a list, or says on standard error why it was not made. */
final class ListChange {
  private static final int MOST_MISTAKES = 20;

  private final Ledger ledger;
  private final ListOptions.Found found;
  private final boolean yes;
  private final @Nullable Duration confirmWithin;

  /**
   * Changes to one list.
   *
   * @param yes whether every warning is acknowledged
   * @param confirmWithin after what time it goes back unless confirmed; null for never
   */
  ListChange(
      Ledger ledger, ListOptions.Found found, boolean yes, @Nullable Duration confirmWithin) {
    this.ledger = ledger;
    this.found = found;
    this.yes = yes;
    this.confirmWithin = confirmWithin;
  }

  /** Changes as the options of a command have it. */
  static ListChange with(ChangeOptions options, Ledger ledger, ListOptions.Found found) {
    return new ListChange(ledger, found, options.yes(), options.confirmWithin());
  }

  ChangeResult.Changed make(Change change) {
    return make(change, field -> field);
  }

  /**
   * Makes the change.
   *
   * @param place turns a field's name into the place where it was written
   * @throws CommandFailure where it was not made
   */
  ChangeResult.Changed make(Change change, UnaryOperator<String> place) {
    // A command is run on the host, which no list keeps out: denies_caller does not apply.
    Guard guard =
        new Guard(Actor.commandLine(), Set.of(), yes, OptionalLong.empty(), null, confirmWithin);
    ChangeResult result = ledger.lists().change(found.ref(), change, guard);
    if (result instanceof ChangeResult.Changed changed) {
      return changed;
    }
    throw refused(result, place);
  }

  /**
   * What a change would do, without making it.
   *
   * @throws CommandFailure where it could not be made
   */
  PreviewResult.Previewed preview(Change change, UnaryOperator<String> place) {
    return switch (ledger.lists().preview(found.ref(), change, null)) {
      case PreviewResult.Previewed previewed -> previewed;
      case PreviewResult.Refused(ChangeResult result) -> throw refused(result, place);
    };
  }

  private CommandFailure refused(ChangeResult result, UnaryOperator<String> place) {
    return switch (result) {
      case ChangeResult.Changed _ -> throw new IllegalArgumentException("it was made");
      case ChangeResult.NeedsAcknowledgement(List<Warning> warnings) -> warned(warnings);
      case ChangeResult.Invalid(Map<String, List<String>> errors, List<String> suggestions) ->
          invalid(errors, suggestions, place);
      case ChangeResult.Stale _ -> new CommandFailure("The list was changed just now. Try again.");
      case ChangeResult.NoSuchEntry _ ->
          new CommandFailure("The entry was deleted just now. Nothing was changed.");
      case ChangeResult.NoSuchRevision _ ->
          new CommandFailure(
              "%s has no such revision. Nothing was changed. sallyport allowlist history shows all."
                  .formatted(found.title()));
      case ChangeResult.PlanForbids(String plan) ->
          new CommandFailure(
              ("The %s plan has no IP allowlist, so no entry was added or edited. Those that are"
                      + " there stay enforced. Another plan: sallyport account plan %s PLAN")
                  .formatted(plan, found.account().id()));
      case ChangeResult.TooManyEntries(String plan, int most) ->
          new CommandFailure(
              ("entries: The %s plan allows %d entries on a list, so none was added. Another plan:"
                      + " sallyport account plan %s PLAN")
                  .formatted(plan, most, found.account().id()));
      case ChangeResult.BreaksAssertions broken -> {
        List<String> lines = new ArrayList<>();
        broken.sentences().forEach(sentence -> lines.add("assertions: " + sentence));
        lines.add(
            "Nothing was changed. Change the list otherwise, or delete the assertion first:"
                + " sallyport allowlist assert remove");
        yield new CommandFailure(String.join(System.lineSeparator(), lines));
      }
    };
  }

  private static CommandFailure warned(List<Warning> warnings) {
    List<String> lines = new ArrayList<>();
    warnings.forEach(warning -> lines.add(warning.code() + ": " + warning.message()));
    lines.add("Nothing was changed. To go ahead, add --yes.");
    return new CommandFailure(String.join(System.lineSeparator(), lines));
  }

  private static CommandFailure invalid(
      Map<String, List<String>> errors, List<String> suggestions, UnaryOperator<String> place) {
    List<String> lines = new ArrayList<>();
    errors.forEach((field, messages) ->
        messages.forEach(message -> lines.add(place.apply(field) + ": " + message)));
    int more = lines.size() - MOST_MISTAKES;
    if (more > 0) {
      lines.subList(MOST_MISTAKES, lines.size()).clear();
      lines.add("… and " + more + " more.");
    }
    // Of one mistake, behind it; of several it would not be told which is meant.
    lines.add(
        (lines.size() == 1 ? ParseResult.question(suggestions) + " " : "").stripLeading()
            + "Nothing was changed.");
    return new CommandFailure(String.join(System.lineSeparator(), lines));
  }
}

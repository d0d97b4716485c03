package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The word for a change that waits to be confirmed, and the word against it. */
final class DeadlineForms {
  private final Allowlists allowlists;
  private final Changes changes;

  DeadlineForms(Allowlists allowlists, Changes changes) {
    this.allowlists = allowlists;
    this.changes = changes;
  }

  /** Confirms the change that the page showed, and no later one. */
  void confirm(Visit visit) {
    Optional<Allowlist> list =
        allowlists
            .confirmations()
            .confirm(
                visit.list().ref(),
                OptionalLong.of(visit.form().number("revision")),
                visit.actor());
    if (list.isPresent()) {
      ChangeResult.Changed kept = new ChangeResult.Changed(list.get(), null, List.of());
      changes.changed(visit, kept, Done.entry(Done.What.CONFIRMED, "", ""));
    } else {
      nothingWaits(visit);
    }
  }

  void goBack(Visit visit) {
    if (allowlists.confirmations().waiting(visit.list().ref()).isEmpty()) {
      nothingWaits(visit);
      return;
    }
    Confirm confirm =
        new Confirm(
            visit.guarded(),
            visit.fragment(),
            "Go back now?",
            visit.owner().path() + "/revert",
            "",
            visit.list().revision(),
            "",
            "",
            List.of(),
            "Go back now",
            false,
            visit.owner().path());
    changes.makeAndTell(
        visit, new Change.GoBack(), Done.entry(Done.What.WENT_BACK, "", ""), confirm);
  }

  private void nothingWaits(Visit visit) {
    changes.failed(
        visit,
        409,
        Flash.failed("That change does not wait any more. The history says what became of it."));
  }
}

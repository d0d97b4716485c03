package dev.sallyport.chaos;

import dev.sallyport.chaos.Edit.Result;
import dev.sallyport.chaos.Violation.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which change made which revision of a list: each made one, and each revision was made by one. */
final class Claims {
  private final String account;
  private final List<Revision> revisions;
  private final List<Edit> edits;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Long, Edit> makers = new HashMap<>();

  Claims(String account, List<Revision> revisions, List<Edit> edits) {
    this.account = account;
    this.revisions = revisions;
    this.edits = edits.stream().filter(edit -> edit.account().equals(account)).toList();
    countUp();
    edits().filter(edit -> edit.result() == Result.MADE).forEach(this::acknowledged);
    edits().filter(edit -> edit.result() == Result.UNKNOWN).forEach(this::unknown);
    edits()
        .filter(edit -> edit.result() == Result.NOT_MADE || edit.result() == Result.STALE)
        .forEach(this::refused);
    for (Revision revision : revisions) {
      if (!makers.containsKey(revision.number())) {
        broken(
            Promise.EACH_REVISION_IS_ONE_CHANGE,
            "revision " + revision.number() + " of " + account + " was made by no change");
      }
    }
  }

  private java.util.stream.Stream<Edit> edits() {
    return edits.stream();
  }

  Map<Long, Edit> makers() {
    return Map.copyOf(makers);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  private void countUp() {
    for (int i = 0; i < revisions.size(); i++) {
      if (revisions.get(i).number() != i + 1) {
        broken(
            Promise.REVISIONS_COUNT_UP_BY_ONE,
            "revision " + (i + 1) + " of " + account + " is called " + revisions.get(i).number());
        return;
      }
    }
  }

  private void acknowledged(Edit edit) {
    long number = edit.revision();
    Revision made =
        number < 1 || number > revisions.size() ? null : revisions.get((int) number - 1);
    if (made == null || !isOf(edit, made)) {
      broken(Promise.NO_ACKNOWLEDGED_CHANGE_IS_LOST, edit.toString());
    } else {
      claim(edit, number);
    }
    if (edit.ifMatch() != Call.NO_REVISION && edit.ifMatch() + 1 != number) {
      broken(Promise.IF_MATCH_IS_KEPT, edit.toString());
    }
  }

  private void unknown(Edit edit) {
    Revision made = find(edit);
    if (made != null) {
      claim(edit, made.number());
    }
  }

  private void refused(Edit edit) {
    Revision made = find(edit);
    if (made != null) {
      broken(Promise.NO_REFUSED_CHANGE_IS_MADE, edit + ", at revision " + made.number());
      claim(edit, made.number());
    }
  }

  private @Nullable Revision find(Edit edit) {
    for (Revision each : revisions) {
      if (!makers.containsKey(each.number()) && isOf(edit, each)) {
        return each;
      }
    }
    return null;
  }

  /** Whether a revision shows what a change leaves behind, and the one before does not. */
  private boolean isOf(Edit edit, Revision made) {
    Map<String, Revision.Listed> before =
        made.number() < 2 ? Map.of() : revisions.get((int) made.number() - 2).entries();
    if (edit.isDeletion()) {
      return before.containsKey(edit.entry())
          && !made.entries().containsKey(edit.entry())
          && made.kind().equals("delete");
    }
    boolean there = before.values().stream().anyMatch(entry -> entry.name().equals(edit.name()));
    return made.bears(edit.name()) && !there;
  }

  private void claim(Edit edit, long number) {
    Edit other = makers.put(number, edit);
    if (other != null) {
      broken(
          Promise.EACH_REVISION_IS_ONE_CHANGE,
          "revision " + number + " of " + account + ": " + other + " and " + edit);
    }
  }

  private void broken(Promise promise, String what) {
    violations.add(new Violation(promise, what));
  }
}

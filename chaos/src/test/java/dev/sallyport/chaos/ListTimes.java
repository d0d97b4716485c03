package dev.sallyport.chaos;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * When each revision of a list can have been the newest: it came about after its change was sent,
 * and before anybody was told of it or of a later one.
 */
final class ListTimes {
  private final List<Revision> revisions;
  private final long[] earliest;
  private final long[] latest;

  /**
   * @param revisions numbered from 1 without a gap
   * @param makers the change that made each revision, where it is known
   */
  ListTimes(
      String account,
      List<Revision> revisions,
      Map<Long, Edit> makers,
      List<Edit> edits,
      List<Call> calls) {
    this.revisions = revisions;
    int count = revisions.size();
    earliest = new long[count + 2];
    latest = new long[count + 2];
    Arrays.fill(latest, Long.MAX_VALUE);
    earliest[0] = Long.MIN_VALUE;
    latest[0] = Long.MIN_VALUE;
    for (int number = 1; number <= count; number++) {
      Edit maker = makers.get((long) number);
      earliest[number] =
          Math.max(earliest[number - 1], maker == null ? Long.MIN_VALUE : maker.start());
    }
    Stream.concat(
            edits.stream()
                .filter(edit -> edit.account().equals(account))
                .map(edit -> new Seen(edit.revision(), edit.end())),
            calls.stream()
                .filter(call -> call.account().equals(account))
                .map(call -> new Seen(call.revision(), call.end())))
        .filter(seen -> seen.revision >= 1 && seen.revision <= count)
        .sorted(Comparator.comparingLong(Seen::end))
        .forEach(seen -> {
          for (int number = (int) seen.revision;
              number > 0 && latest[number] > seen.end;
              number--) {
            latest[number] = seen.end;
          }
        });
  }

  private record Seen(long revision, long end) {}

  /** Whether an answer can come from a revision that was the newest at some time in between. */
  boolean fits(Call call, long from, long to, long least) {
    for (int number = (int) Math.max(0, least); number <= revisions.size(); number++) {
      boolean wasNewest = earliest[number] <= to && latest[number + 1] >= from;
      if (wasNewest && says(number, call)) {
        return true;
      }
    }
    return false;
  }

  /** How long at least the revision behind an answer had been replaced by then; zero if not. */
  long lag(Call call) {
    long best = Long.MAX_VALUE;
    for (int number = 0; number <= revisions.size(); number++) {
      if (earliest[number] <= call.end() && says(number, call)) {
        best = Math.min(best, Math.max(0, call.start() - latest[number + 1]));
      }
    }
    return best;
  }

  /** Whether the list can have been at another revision at some time in between. */
  boolean wasElsewhere(long revision, long from, long to) {
    for (int number = 0; number <= revisions.size(); number++) {
      if (number != revision && earliest[number] <= to && latest[number + 1] >= from) {
        return true;
      }
    }
    return false;
  }

  private boolean says(int number, Call call) {
    if (call.revision() != Call.NO_REVISION && call.revision() != number) {
      return false;
    }
    boolean allows = number == 0 || revisions.get(number - 1).allows(call.from());
    return switch (call.verdict()) {
      case ALLOWED -> allows;
      case DENIED -> !allows;
      case NONE -> true;
    };
  }
}

package dev.sallyport.chaos;

import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import dev.sallyport.chaos.Violation.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds a history against what really happened. */
final class Checker {
  /** Between two processes of one machine, and what their clocks read. */
  private static final Duration SLACK = Duration.ofMillis(100);

  /** A node that is whole again may need as long to ask the store once more. */
  private static final Duration RECOVERY = Duration.ofSeconds(8);

  private final Truth truth;
  private final History history;
  private final List<Trouble> troubles;
  private final Duration maxAge;
  private final Duration everywhere;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, ListTimes> times = new TreeMap<>();

  /** The changes that were made, by account and node, the newest first. */
  private Map<String, List<Edit>> own = Map.of();

  private long longestLag;
  private long calmCalls;

  /**
   * @param maxAge {@code list.max-age}
   * @param everywhere after which a change holds on every node that nothing ails
   */
  Checker(Truth truth, History history, Duration maxAge, Duration everywhere) {
    this.truth = truth;
    this.history = history;
    this.troubles = history.troubles();
    this.maxAge = maxAge;
    this.everywhere = everywhere;
  }

  /** Every promise that was broken. */
  List<Violation> check() {
    truth.lists().forEach(this::list);
    own =
        history.edits().stream()
            .filter(edit -> edit.result() == Edit.Result.MADE)
            .sorted(Comparator.comparingLong(Edit::revision).reversed())
            .collect(Collectors.groupingBy(edit -> edit.account() + edit.node()));
    history.calls().forEach(this::call);
    history.edits().forEach(this::edit);
    messages();
    return List.copyOf(violations);
  }

  /** The longest that a replaced list was seen to hold where nothing ailed. */
  Duration longestLag() {
    return Duration.ofNanos(longestLag);
  }

  /** How many verdicts were given where nothing ailed. */
  long calmCalls() {
    return calmCalls;
  }

  private void list(String account, List<Revision> revisions) {
    Claims claims = new Claims(account, revisions, history.edits());
    violations.addAll(claims.violations());
    times.put(
        account,
        new ListTimes(account, revisions, claims.makers(), history.edits(), history.calls()));
  }

  private void call(Call call) {
    if (call.fate() == Fate.WRONG) {
      broken(Promise.NO_WRONG_ANSWER, call.toString());
    }
    ListTimes list = times.get(call.account());
    if (list == null || (call.verdict() == Verdict.NONE && call.revision() == Call.NO_REVISION)) {
      return;
    }
    if (call.verdict() == Verdict.NONE) {
      // The list was read from the store itself.
      if (!list.fits(call, call.start() - SLACK.toNanos(), call.end(), 0)) {
        broken(Promise.A_LIST_IS_READ_AS_IT_IS, call.toString());
      }
      return;
    }
    long oldest = call.start() - SLACK.toNanos();
    if (!list.fits(call, oldest - maxAge.toNanos(), call.end(), 0)) {
      broken(Promise.NO_LIST_OLDER_THAN_ALLOWED, call.toString());
    }
    if (isCalm(call.node(), call.start() - everywhere.toNanos(), call.end())) {
      calmCalls++;
      longestLag = Math.max(longestLag, list.lag(call));
      if (!list.fits(call, oldest - everywhere.toNanos(), call.end(), 0)) {
        broken(Promise.A_CHANGE_HOLDS_EVERYWHERE_WITHIN_A_SECOND, call.toString());
      }
    }
    if (!list.fits(call, Long.MIN_VALUE, call.end(), newestOwn(call))) {
      broken(
          Promise.A_CHANGE_HOLDS_AT_ONCE_WHERE_IT_WAS_MADE,
          call + ", after revision " + newestOwn(call));
    }
  }

  /** The newest revision that the same node, not started since, had acknowledged before. */
  private long newestOwn(Call call) {
    return own.getOrDefault(call.account() + call.node(), List.of()).stream()
        .filter(edit ->
            edit.end() <= call.start()
                && !wasStarted(call.node(), edit.start(), call.end())
                && !ailedForAll(edit.start(), edit.end()))
        .mapToLong(Edit::revision)
        .findFirst()
        .orElse(0);
  }

  private boolean wasStarted(String node, long from, long to) {
    return troubles.stream()
        .anyMatch(trouble -> trouble.node().equals(node) && trouble.touches(node, from, to));
  }

  /** While a change was made, so that its maker may not have been able to read it back. */
  private boolean ailedForAll(long from, long to) {
    return troubles.stream()
        .anyMatch(trouble -> trouble.node().isEmpty() && trouble.touches("", from, to));
  }

  private boolean isCalm(String node, long from, long to) {
    return troubles.stream()
        .noneMatch(trouble -> trouble.touches(node, from - RECOVERY.toNanos(), to));
  }

  private void edit(Edit edit) {
    switch (edit.result()) {
      case WRONG -> broken(Promise.NO_WRONG_ANSWER, edit.toString());
      case STALE -> {
        ListTimes list = times.get(edit.account());
        if (list != null && !list.wasElsewhere(edit.ifMatch(), edit.start(), edit.end())) {
          broken(Promise.IF_MATCH_IS_KEPT, edit.toString());
        }
      }
      case MADE, NOT_MADE, UNKNOWN -> {
        return;
      }
    }
  }

  private void messages() {
    Map<String, Long> handedOver =
        truth.handedOver().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    Map<String, List<Call>> tries =
        history.calls().stream()
            .filter(call -> !call.message().isEmpty())
            .collect(Collectors.groupingBy(Call::message));
    tries.forEach((id, calls) -> message(id, calls, handedOver.getOrDefault(id, 0L)));
    handedOver.keySet().stream()
        .filter(id -> !tries.containsKey(id))
        .forEach(id -> broken(Promise.NOTHING_REFUSED_IS_SENT, id + " was sent by nobody"));
  }

  /**
   * Each acceptance stands for one copy, each unknown outcome for one or none, all else for none.
   */
  private void message(String id, Collection<Call> tries, long copies) {
    long accepted = count(tries, Fate.ACCEPTED);
    long unknown = count(tries, Fate.UNKNOWN);
    boolean keyed = tries.stream().anyMatch(Call::keyed);
    if (copies < Math.min(accepted, keyed ? 1 : accepted)) {
      broken(Promise.NO_ACKNOWLEDGED_MESSAGE_IS_LOST, id + ": " + tries);
    }
    if (copies > 0 && accepted + unknown == 0) {
      broken(Promise.NOTHING_REFUSED_IS_SENT, id + ": " + tries);
    } else if (copies > accepted + unknown) {
      broken(Promise.A_DOUBLE_WAS_CALLED_UNKNOWN, copies + " of " + id + ": " + tries);
    }
    if (keyed && copies > 1) {
      broken(Promise.NO_DOUBLE_UNDER_ONE_KEY, copies + " of " + id + ": " + tries);
    }
  }

  private static long count(Collection<Call> calls, Fate fate) {
    return calls.stream().filter(call -> call.fate() == fate).count();
  }

  private void broken(Promise promise, String what) {
    violations.add(new Violation(promise, what));
  }
}

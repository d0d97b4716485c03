package dev.sallyport.chaos;

import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param longestLag that a replaced list was seen to hold where nothing ailed
 * @param calmCalls verdicts given where nothing ailed
 * @param unable nodes that did not end when they were told to
 */
record Report(
    long seed,
    Duration took,
    History history,
    Truth truth,
    Map<Fault, Integer> faults,
    List<Violation> violations,
    Duration longestLag,
    long calmCalls,
    List<String> unable) {

  /** The first that were broken of each promise; all are in the folder of the run. */
  List<Violation> firstBroken() {
    return violations.stream()
        .collect(Collectors.groupingBy(Violation::promise, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(each -> each.stream().limit(3))
        .toList();
  }

  /** For people, in Markdown. */
  String text() {
    List<Call> calls = history.calls();
    Map<Fate, Long> fates =
        calls.stream()
            .filter(call -> !call.message().isEmpty())
            .collect(Collectors.groupingBy(Call::fate, TreeMap::new, Collectors.counting()));
    Map<Verdict, Long> verdicts =
        calls.stream()
            .collect(Collectors.groupingBy(Call::verdict, TreeMap::new, Collectors.counting()));
    Map<Edit.Result, Long> edits =
        history.edits().stream()
            .collect(Collectors.groupingBy(Edit::result, TreeMap::new, Collectors.counting()));
    long doubles =
        truth.handedOver().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values()
            .stream()
            .filter(copies -> copies > 1)
            .count();
    return """
    | | |
    |---|---|
    | seed | %d |
    | took | %d s |
    | faults | %s |
    | tries to send, by outcome | %s |
    | messages at the relay | %d, of which %d more than once, each of those told *unknown* at least once |
    | calls by what they show of the list | %s |
    | of those where nothing ailed | %d, the longest after a change was acknowledged that the list before it held: %d ms |
    | changes by outcome | %s |
    | revisions | %s |
    | promises broken | %d |
    """
        .formatted(
            seed,
            took.toSeconds(),
            new TreeMap<>(faults),
            fates,
            truth.handedOver().size(),
            doubles,
            verdicts,
            calmCalls,
            longestLag.toMillis(),
            edits,
            truth.lists().values().stream().map(List::size).toList(),
            violations.size());
  }
}

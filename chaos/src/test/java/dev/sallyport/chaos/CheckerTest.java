package dev.sallyport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import dev.sallyport.chaos.Edit.Result;
import dev.sallyport.chaos.Revision.Listed;
import dev.sallyport.chaos.Violation.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker finds what was planted, and nothing in a history that is as it should be. */
class CheckerTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final History history = new History();
  private final List<String> handedOver = new ArrayList<>();

  /** Revision 1 lists .10; revision 2 pauses it; revision 3 deletes it, .1 having been listed. */
  private List<Revision> revisions =
      List.of(
          new Revision(1, "add", Map.of("a", new Listed("127.0.0.10", "one", true))),
          new Revision(2, "pause", Map.of("a", new Listed("127.0.0.10", "two", false))),
          new Revision(
              3,
              "add",
              Map.of(
                  "a",
                  new Listed("127.0.0.10", "two", false),
                  "b",
                  new Listed("127.0.0.1", "three", true))));

  private void edits() {
    edit("one", 100, 101, Result.MADE, 1);
    edit("two", 200, 201, Result.MADE, 2);
    edit("three", 300, 301, Result.MADE, 3);
  }

  @Test
  void aHistoryAsItShouldBeBreaksNothing() {
    edits();
    edit("stale", 1, 310, 311, Result.STALE, Call.NO_REVISION);
    see(150, 151, Verdict.ALLOWED, 1);
    see(200, 201, Verdict.ALLOWED, Call.NO_REVISION);
    see(200, 201, Verdict.DENIED, 2);
    see(400, 401, Verdict.DENIED, 3);
    send("m1", 150, Fate.ACCEPTED);
    send("m2", 150, Fate.UNKNOWN);
    send("m2", 160, Fate.ACCEPTED);
    send("m3", 150, Fate.REFUSED);
    send("m4", 150, Fate.UNKNOWN);
    handedOver.addAll(List.of("m1", "m2", "m2"));
    assertThat(broken()).isEmpty();
  }

  @Test
  void findsAVerdictOfAListThatIsTooOld() {
    edits();
    history.add(new Trouble("DATABASE", "", seconds(150), seconds(400)));
    see(205, 206, Verdict.ALLOWED, 1);
    assertThat(broken()).isEmpty();
    see(212, 213, Verdict.ALLOWED, Call.NO_REVISION);
    assertThat(broken()).containsExactly(Promise.NO_LIST_OLDER_THAN_ALLOWED);
  }

  @Test
  void findsAChangeThatDidNotHoldWithinASecond() {
    edits();
    see("node-2", 203, 204, Verdict.ALLOWED, Call.NO_REVISION);
    assertThat(broken()).containsExactly(Promise.A_CHANGE_HOLDS_EVERYWHERE_WITHIN_A_SECOND);
  }

  @Test
  void asksNoSecondOfANodeThatIsAiling() {
    edits();
    history.add(new Trouble("NODE_FROZEN", "node-2", seconds(200), seconds(202)));
    see("node-2", 203, 204, Verdict.ALLOWED, Call.NO_REVISION);
    assertThat(broken()).isEmpty();
  }

  @Test
  void findsAChangeThatDidNotHoldAtOnceWhereItWasMade() {
    edits();
    history.add(new Trouble("DATABASE", "", seconds(202), seconds(400)));
    see("node-1", 202, 203, Verdict.ALLOWED, 1);
    assertThat(broken()).containsExactly(Promise.A_CHANGE_HOLDS_AT_ONCE_WHERE_IT_WAS_MADE);
  }

  @Test
  void asksNoHoldingAtOnceWhereTheDatabaseFailedWhileTheChangeWasMade() {
    edits();
    history.add(new Trouble("DATABASE", "", seconds(150), seconds(400)));
    see("node-1", 202, 203, Verdict.ALLOWED, 1);
    assertThat(broken()).isEmpty();
  }

  @Test
  void findsAVerdictThatNoRevisionGave() {
    edits();
    see(150, 151, Verdict.DENIED, 1);
    assertThat(broken()).contains(Promise.NO_LIST_OLDER_THAN_ALLOWED);
  }

  @Test
  void findsALostMessage() {
    send("m1", 150, Fate.ACCEPTED);
    assertThat(broken()).containsExactly(Promise.NO_ACKNOWLEDGED_MESSAGE_IS_LOST);
  }

  @Test
  void findsAMessageThatWasRefusedAndSent() {
    send("m1", 150, Fate.REFUSED);
    handedOver.add("m1");
    assertThat(broken()).containsExactly(Promise.NOTHING_REFUSED_IS_SENT);
  }

  @Test
  void findsAMessageThatNobodySent() {
    handedOver.add("m1");
    assertThat(broken()).containsExactly(Promise.NOTHING_REFUSED_IS_SENT);
  }

  @Test
  void findsADoubleThatWasNotCalledUnknown() {
    send("m1", 150, Fate.TEMPORARY);
    send("m1", 160, Fate.ACCEPTED);
    handedOver.addAll(List.of("m1", "m1"));
    assertThat(broken()).containsExactly(Promise.A_DOUBLE_WAS_CALLED_UNKNOWN);
  }

  @Test
  void findsADoubleUnderOneKey() {
    for (long at : List.of(150L, 160L)) {
      history.add(
          new Call(
              "node-1",
              "acme",
              "127.0.0.10",
              "m1",
              true,
              seconds(at),
              seconds(at + 1),
              Verdict.NONE,
              Call.NO_REVISION,
              at == 150 ? Fate.UNKNOWN : Fate.ACCEPTED,
              ""));
    }
    handedOver.addAll(List.of("m1", "m1"));
    assertThat(broken()).containsExactly(Promise.NO_DOUBLE_UNDER_ONE_KEY);
  }

  @Test
  void findsARevisionThatWasSkipped() {
    edits();
    revisions = List.of(revisions.get(0), revisions.get(2));
    assertThat(broken()).contains(Promise.REVISIONS_COUNT_UP_BY_ONE);
  }

  @Test
  void findsARevisionThatNobodyMade() {
    edit("one", 100, 101, Result.MADE, 1);
    edit("two", 200, 201, Result.MADE, 2);
    assertThat(broken()).containsExactly(Promise.EACH_REVISION_IS_ONE_CHANGE);
  }

  @Test
  void findsTwoChangesThatWereToldTheSameRevision() {
    edits();
    edit("two", 202, 203, Result.MADE, 2);
    assertThat(broken()).contains(Promise.EACH_REVISION_IS_ONE_CHANGE);
  }

  @Test
  void findsALostChange() {
    edits();
    edit("four", 400, 401, Result.MADE, 4);
    assertThat(broken()).containsExactly(Promise.NO_ACKNOWLEDGED_CHANGE_IS_LOST);
  }

  @Test
  void findsAChangeThatWasSaidNotToBeMade() {
    edit("one", 100, 101, Result.MADE, 1);
    edit("two", 200, 201, Result.NOT_MADE, Call.NO_REVISION);
    edit("three", 300, 301, Result.MADE, 3);
    assertThat(broken()).containsExactly(Promise.NO_REFUSED_CHANGE_IS_MADE);
  }

  @Test
  void takesAChangeWhoseOutcomeWasNotKnownForMade() {
    edit("one", 100, 101, Result.MADE, 1);
    edit("two", 200, 201, Result.UNKNOWN, Call.NO_REVISION);
    edit("three", 300, 301, Result.MADE, 3);
    assertThat(broken()).isEmpty();
  }

  @Test
  void findsAChangeThatDidNotHeedIfMatch() {
    edits();
    history.add(
        new Edit("node-1", "acme", "three", "", 1, seconds(300), seconds(301), Result.MADE, 3, ""));
    assertThat(broken()).contains(Promise.IF_MATCH_IS_KEPT);
  }

  @Test
  void findsAConflictThatWasNone() {
    edits();
    edit("stale", 3, 400, 401, Result.STALE, Call.NO_REVISION);
    assertThat(broken()).containsExactly(Promise.IF_MATCH_IS_KEPT);
  }

  @Test
  void findsAListReadAsItWas() {
    edits();
    see(250, 251, Verdict.NONE, 1);
    assertThat(broken()).containsExactly(Promise.A_LIST_IS_READ_AS_IT_IS);
  }

  @Test
  void findsAWrongAnswer() {
    send("m1", 150, Fate.WRONG);
    assertThat(broken()).containsExactly(Promise.NO_WRONG_ANSWER);
  }

  private List<Promise> broken() {
    boolean edited = !history.edits().isEmpty();
    Truth truth = new Truth(edited ? Map.of("acme", revisions) : Map.of(), handedOver);
    return new Checker(truth, history, MAX_AGE, SECOND)
        .check().stream().map(Violation::promise).toList();
  }

  private void edit(String name, long start, long end, Result result, long revision) {
    edit(name, Call.NO_REVISION, start, end, result, revision);
  }

  private void edit(String name, long ifMatch, long start, long end, Result result, long revision) {
    history.add(
        new Edit(
            "node-1",
            "acme",
            name,
            "",
            ifMatch,
            seconds(start),
            seconds(end),
            result,
            revision,
            ""));
  }

  /** By a node that made no change. */
  private void see(long start, long end, Verdict verdict, long revision) {
    see("node-2", start, end, verdict, revision);
  }

  private void see(String node, long start, long end, Verdict verdict, long revision) {
    history.add(
        new Call(
            node,
            "acme",
            "127.0.0.10",
            "",
            false,
            seconds(start),
            seconds(end),
            verdict,
            revision,
            Fate.NO_MESSAGE,
            ""));
  }

  private void send(String id, long at, Fate fate) {
    history.add(
        new Call(
            "node-1",
            "acme",
            "127.0.0.10",
            id,
            false,
            seconds(at),
            seconds(at + 1),
            Verdict.NONE,
            Call.NO_REVISION,
            fate,
            ""));
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}

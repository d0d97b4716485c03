package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change.Edit;
import dev.sallyport.account.Change.Expiry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PRODUCT rule 10: what a plan without an allowlist can and can't do. */
final class ListPlanTest extends ListTestCase {

  @Test
  void aPlanWithoutTheFeatureAddsAndEditsNothing() {
    Entry entry = add("192.0.2.1", "x");
    made(new Change.Edit(entry.id(), null, "y", null, null));
    house.accounts.setPlan(account, "free");

    for (Change change :
        List.of(
            new Change.Add(draft("192.0.2.2", "x")),
            new Change.Add(draft("nonsense", "")),
            new Change.AddAll(drafts("192.0.2.2")),
            new Edit(entry.id(), "192.0.2.9", null, null, null),
            new Edit(entry.id(), null, "z", "paused", null),
            new Edit(entry.id(), null, null, null, new Expiry(house.instant().plusSeconds(9))),
            new Change.Replace(drafts("192.0.2.1", "192.0.2.2")),
            new Change.Replace(drafts("192.0.2.2")),
            new Change.Restore(1),
            new Change.SetMode(Mode.MONITOR))) {
      assertThat(change(change)).isEqualTo(new ChangeResult.PlanForbids("free"));
    }
    assertThat(current().revision()).isEqualTo(2);
  }

  @Test
  void aPlanWithoutTheFeaturePausesResumesAndDeletes() {
    Entry one = add("192.0.2.1", "one");
    Entry two = add("192.0.2.2", "two");
    house.accounts.setPlan(account, "free");

    made(new Change.Pause(one.id()));
    made(new Change.Resume(one.id()));
    made(new Edit(one.id(), null, null, "paused", null));
    made(new Change.Delete(two.id()));
    made(new Change.Replace(List.of()));

    assertThat(current().revision()).isEqualTo(7);
  }

  @Test
  void aPlanWithoutTheFeatureKeepsWhatItHasInAReplacement() {
    made(new Change.AddAll(drafts("192.0.2.1", "192.0.2.2")));
    house.accounts.setPlan(account, "free");

    made(new Change.Replace(drafts("192.0.2.2")));

    assertThat(addresses()).containsExactly("192.0.2.2");
  }

  @Test
  void aMoveToAPlanWithoutTheFeatureKeepsEntriesAndMode() {
    add("192.0.2.1", "x");
    Allowlist before = current();

    house.accounts.setPlan(account, "free");

    assertThat(current()).isEqualTo(before);
  }

  @Test
  void monitorModeCanBeEndedUnderAPlanWithoutTheFeature() {
    made(new Change.SetMode(Mode.MONITOR));
    house.accounts.setPlan(account, "free");

    made(new Change.SetMode(Mode.ENFORCE));
  }

  @Test
  void aPlanHasItsNumberOfEntries() {
    made(new Change.AddAll(many(0, 99)));
    add("203.0.113.1", "the hundredth");

    assertThat(change(new Change.Add(draft("203.0.113.2", "one too many"))))
        .isEqualTo(new ChangeResult.TooManyEntries("starter", 100));
    assertThat(change(new Change.Replace(many(0, 101))))
        .isEqualTo(new ChangeResult.TooManyEntries("starter", 100));
  }

  @Test
  void aListAbovePlanCanStillBeEditedAndShortened() {
    house.accounts.setPlan(account, "professional");
    made(new Change.AddAll(many(0, 120)));
    house.accounts.setPlan(account, "starter");

    made(new Edit(current().entries().getFirst().id(), null, "renamed", null, null));
    made(new Change.Replace(many(0, 110)));
    made(new Change.Delete(current().entries().getFirst().id()));
    assertThat(change(new Change.AddAll(many(110, 111))))
        .isEqualTo(new ChangeResult.TooManyEntries("starter", 100));
    assertThat(change(new Change.Restore(1)))
        .isEqualTo(new ChangeResult.TooManyEntries("starter", 100));
  }

  private static List<EntryDraft> many(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> draft("192.0.2." + i, "net " + i)).toList();
  }
}

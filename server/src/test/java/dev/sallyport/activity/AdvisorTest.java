package dev.sallyport.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.allowlist.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AdvisorTest extends ActivityTestCase {

  private List<Advice> advice(Entry... entries) {
    recorder.flush();
    return new Advisor(store, activity, dismissals())
        .on(new Allowlist(ListRef.ofAccount(account), 1, Mode.ENFORCE, List.of(entries)), now);
  }

  private Dismissals dismissals() {
    return new Dismissals(store, () -> now);
  }

  private Entry entry(String id, String network) {
    return entry(id, network, null);
  }

  private Entry entry(String id, String network, @Nullable Instant expiry) {
    return new Entry(id, Network.of(network), network, false, expiry, now, now);
  }

  private void days(int days) {
    pass(Duration.ofDays(days));
  }

  @Test
  void anEntryNotUsedForNinetyDaysIsNamedWithItsLastUse() {
    Entry old = entry(ENTRY, "192.0.2.1");
    Instant used = now;
    listed("192.0.2.1", TOKEN);
    days(91);

    assertThat(advice(old)).containsExactly(new Advice.Unused(old, used));
  }

  @Test
  void anEntryUsedWithinThatTimeIsNotNamed() {
    Entry old = entry(ENTRY, "192.0.2.1");
    days(20);
    listed("192.0.2.1", TOKEN);
    days(80);

    assertThat(advice(old)).isEmpty();
  }

  @Test
  void anEntryNeverUsedIsNamedOnlyWhereCallsWereCountedAllTheTime() {
    Entry old = entry(ENTRY, "192.0.2.1");
    days(91);
    assertThat(advice(old)).isEmpty();

    recorder.record(call("203.0.113.1", TOKEN, "", "not_listed", false));
    days(91);
    assertThat(advice(old)).containsExactly(new Advice.Unused(old, null));
  }

  @Test
  void anEntryThatIsYoungerThanThatIsNotNamed() {
    recorder.record(call("203.0.113.1", TOKEN, "", "not_listed", false));
    days(60);
    Entry young = entry(ENTRY, "192.0.2.1");
    days(60);

    assertThat(advice(young)).isEmpty();
  }

  @Test
  void aRangeOfWhichFewAddressesWereUsedMayBeNarrowed() {
    Entry wide = entry(ENTRY, "192.0.0.0/16");
    days(91);
    listed("192.0.2.5", TOKEN);
    listed("192.0.2.4", USER);

    assertThat(advice(wide))
        .containsExactly(
            new Advice.Narrow(
                wide,
                List.of(Network.of("192.0.2.4"), Network.of("192.0.2.5")),
                Network.of("192.0.2.4/31")));
  }

  @Test
  void aRangeThatIsWellUsedIsLeftAlone() {
    Entry range = entry(ENTRY, "192.0.2.4/31");
    days(91);
    listed("192.0.2.5", TOKEN);

    assertThat(advice(range)).isEmpty();
  }

  @Test
  void anEntryThatAWiderOneCoversForAsLongIsNamed() {
    Entry wide = entry(ENTRY, "192.0.2.0/24");
    Entry covered = entry("f".repeat(24), "192.0.2.7");

    assertThat(advice(wide, covered)).containsExactly(new Advice.Covered(covered, wide));
  }

  @Test
  void anEntryThatOutlastsTheWiderOneIsNotNamed() {
    Entry wide = entry(ENTRY, "192.0.2.0/24", now.plus(Duration.ofDays(5)));
    Entry covered = entry("f".repeat(24), "192.0.2.7");

    assertThat(advice(wide, covered)).isEmpty();
  }

  @Test
  void anEntryThatExpiredLongAgoIsNamed() {
    Instant soon = now.plus(Duration.ofDays(1));
    Entry ended = entry(ENTRY, "192.0.2.7", soon);
    days(20);
    assertThat(advice(ended)).isEmpty();
    days(11);
    assertThat(advice(ended)).containsExactly(new Advice.Expired(ended, soon));
  }

  @Test
  void whatWasPutAwayComesBackAfterNinetyDays() {
    Entry ended = entry(ENTRY, "192.0.2.7", now.plusSeconds(1));
    days(31);
    dismissals().dismiss(account, ENTRY, "expired");
    dismissals().dismiss(account, ENTRY, "expired");
    assertThat(advice(ended)).isEmpty();
    days(91);
    assertThat(advice(ended)).hasSize(1);
  }
}

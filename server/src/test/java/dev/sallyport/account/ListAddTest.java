package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListAddTest extends ListTestCase {

  @Test
  void aListThatWasNeverChangedIsEmptyAtRevisionZero() {
    assertThat(current()).isEqualTo(new Allowlist(list, 0, Mode.ENFORCE, List.of()));
  }

  @Test
  void eachChangeIsOneRevision() {
    add("192.0.2.1", "one");
    Entry two = add("192.0.2.2", "two");
    made(new Change.Pause(two.id()));
    made(new Change.Delete(two.id()));

    assertThat(current().revision()).isEqualTo(4);
  }

  @Test
  void severalEntriesAreOneRevision() {
    made(new Change.AddAll(drafts("192.0.2.1", "192.0.2.2", "2001:db8::/48")));

    assertThat(current().revision()).isEqualTo(1);
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2", "2001:db8::/48");
  }

  @Test
  void entriesStandInTheOrderTheyWereAdded() {
    add("203.0.113.9", "a");
    Entry b = add("192.0.2.1", "b");
    add("198.51.100.7", "c");
    made(new Change.Delete(b.id()));
    add("192.0.2.200", "d");

    assertThat(addresses()).containsExactly("203.0.113.9", "198.51.100.7", "192.0.2.200");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7/32, 192.0.2.7",
    "2001:DB8:0:0::1, 2001:db8::1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.0/120, 192.0.2.0/24",
    "' 192.0.2.9 ', 192.0.2.9"
  })
  void anAddressIsKeptInCanonicalForm(String typed, String kept) {
    assertThat(add(typed, "x").network()).hasToString(kept);
  }

  @Test
  void aNetworkStandsOnceAndTheFirstIsNamed() {
    add("198.51.100.0/24", "CI runners");

    assertThat(refused(new Change.Add(draft("198.51.100.0/24", "again"))).errors())
        .containsEntry("address", List.of("198.51.100.0/24 is already on the list as CI runners."));
    assertThat(current().revision()).isEqualTo(1);
  }

  @Test
  void aNetworkInAnotherSpellingIsADuplicateTooAlsoWithinOneChange() {
    assertThat(
            refused(
                    new Change.AddAll(
                        List.of(draft("192.0.2.1", "a"), draft("::ffff:192.0.2.1", "b"))))
                .errors())
        .containsEntry("entries.1.address", List.of("192.0.2.1 is already on the list as a."));
    assertThat(addresses()).isEmpty();
  }

  @Test
  void anEntryCoveredByAWiderOneIsAllowedAndSaidToBe() {
    add("192.0.2.0/24", "Whole site");
    add("192.0.2.0/27", "Production NAT gateway");

    assertThat(made(new Change.Add(draft("192.0.2.7", "x"))).covered())
        .containsExactly("Already covered by Production NAT gateway, 192.0.2.0/27.");
  }

  @Test
  void coveredEntriesAreMarkedWithTheNarrowestThatHoldsThem() {
    Entry site = add("192.0.2.0/24", "Whole site");
    Entry gateway = add("192.0.2.0/27", "Production NAT gateway");
    Entry one = add("192.0.2.7", "x");
    Entry apart = add("192.0.2.40", "y");
    add("2001:db8::/32", "z");

    assertThat(current().coveredBy(house.instant()))
        .containsOnly(
            Map.entry(gateway.id(), site),
            Map.entry(one.id(), gateway),
            Map.entry(apart.id(), site));
  }

  @Test
  void anInactiveWiderEntryCoversNothing() {
    made(new Change.Add(new EntryDraft("192.0.2.0/24", "Whole site", "paused", null)));

    assertThat(made(new Change.Add(draft("192.0.2.7", "x"))).covered()).isEmpty();
  }

  @Test
  void theFamiliesNeverCoverEachOther() {
    add("0.0.0.0/0", "all of IPv4");

    assertThat(made(new Change.Add(draft("2001:db8::1", "x"))).covered()).isEmpty();
  }

  @Test
  void aMalformedAddressIsExplainedWithWhatWasProbablyMeant() {
    ChangeResult.Invalid refusal = refused(new Change.Add(draft("203.0.113.7/24", "x")));

    assertThat(refusal.errors()).containsOnlyKeys("address");
    assertThat(refusal.suggestions()).contains("203.0.113.0/24", "203.0.113.7");
    assertThat(current().revision()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "010.0.0.1",
        "0177.0.0.1",
        "10.1",
        "127.1",
        "2130706433",
        "fe80::1%eth0",
        "[2001:db8::1]",
        "192.0.2.1:25",
        "192.0.2.0/255.255.255.0",
        "192.0.2.1-192.0.2.9",
        "mail.example.com",
        "١٩٢.0.2.1",
        "::ffff:0:0/95",
        "192.0.2.1\u0000",
        "192.0.2.0/33"
      })
  void whatIsNoAddressIsAnErrorAndNeverAGuess(String typed) {
    assertThat(refused(new Change.Add(draft(typed, "x"))).errors()).containsOnlyKeys("address");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    Instant past = house.instant().minusSeconds(1);

    assertThat(
            refused(new Change.Add(new EntryDraft("300.1.2.3", " ", "off", past)))
                .errors()
                .keySet())
        .containsExactlyInAnyOrder("address", "name", "status", "expires_at");
  }

  @Test
  void mistakesInSeveralEntriesAreNumbered() {
    assertThat(
            refused(
                    new Change.AddAll(
                        List.of(
                            draft("192.0.2.1", ""),
                            draft("192.0.2.2", "fine"),
                            draft("nonsense", "x"))))
                .errors()
                .keySet())
        .containsExactlyInAnyOrder("entries.0.name", "entries.2.address");
    assertThat(addresses()).isEmpty();
  }

  @Test
  void anEntryNeedsAName() {
    assertThat(refused(new Change.Add(draft("192.0.2.1", "   "))).errors())
        .containsEntry("name", List.of("Enter a name, so others know what this address is."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb", "\u0007", "a\u0000", "line\u2028end", "a\u202Eb"})
  void aNameHoldsNoControlCharacters(String name) {
    assertThat(refused(new Change.Add(draft("192.0.2.1", name))).errors().get("name"))
        .singleElement()
        .asString()
        .contains("control characters");
  }

  @Test
  void aNameHasAHundredCharactersAtMost() {
    assertThat(add("192.0.2.1", "n".repeat(100)).name()).hasSize(100);
    assertThat(refused(new Change.Add(draft("192.0.2.2", "n".repeat(101)))).errors())
        .containsOnlyKeys("name");
  }

  @Test
  void anExpiryLiesInTheFuture() {
    Instant now = house.instant();

    assertThat(addUntil("192.0.2.1", "x", now.plusMillis(1)).status(now)).isEqualTo("active");
    assertThat(
            refused(new Change.Add(new EntryDraft("192.0.2.2", "x", null, now)))
                .errors()
                .get("expires_at"))
        .singleElement()
        .asString()
        .startsWith("2026-03-02 10:00 UTC has passed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
  void anExpiryBeyondAllBoundsIsAnError(String expiry) {
    EntryDraft draft = new EntryDraft("192.0.2.1", "x", null, Instant.parse(expiry));

    assertThat(refused(new Change.Add(draft)).errors()).containsOnlyKeys("expires_at");
  }

  @Test
  void anEntryExpiresByTheClockWithoutARevision() {
    Entry entry = addUntil("192.0.2.1", "x", house.instant().plus(Duration.ofHours(1)));
    house.pass(Duration.ofHours(1));

    assertThat(current().revision()).isEqualTo(1);
    assertThat(current().entries().getFirst()).isEqualTo(entry);
    assertThat(entry.status(house.instant())).isEqualTo("expired");
  }

  @Test
  void anEntryCanStartPaused() {
    Entry entry = only(made(new Change.Add(new EntryDraft("192.0.2.1", "x", "paused", null))));

    assertThat(entry.status(house.instant())).isEqualTo("paused");
  }

  @Test
  void nothingToAddChangesNothing() {
    made(new Change.AddAll(List.of()));

    assertThat(current().revision()).isZero();
    assertThat(house.allowlists.history(list, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void entriesAreAsTheyWereWhenTheStoreIsOpenedAgain() {
    addUntil("192.0.2.0/24", "Büro 😀", house.instant().plus(Duration.ofDays(1)));
    made(new Change.Add(new EntryDraft("2001:db8::/32", "x", "paused", null)));

    assertThat(house.changes.load(account).orElseThrow().list()).isEqualTo(current());
  }
}

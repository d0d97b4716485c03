package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index leads from each key to the account that has it now, and from no other key. */
class AccountIndexTest {
  private final AccountIndex index = new AccountIndex();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void leadsWhereAMapLeadsAfterAnyChanges(long seed) {
    Random random = new Random(seed);
    Map<Integer, ManyAccounts.Made> held = new HashMap<>();
    for (int step = 0; step < 3_000; step++) {
      int number = random.nextInt(400);
      ManyAccounts.Made before = held.get(number);
      ManyAccounts.Made after =
          random.nextInt(4) == 0
              ? null
              : ManyAccounts.one(number, random.nextLong(), 1 + random.nextInt(4));
      index.replace(
          before == null ? null : before.picture(), after == null ? null : after.picture());
      if (after == null) {
        held.remove(number);
      } else {
        held.put(number, after);
      }
      if (before != null) {
        assertThat(index.find(new Keys.ByToken(before.secret()))).isNull();
      }
    }

    assertThat(index.size()).isEqualTo(held.size());
    assertThat(index.all())
        .containsExactlyInAnyOrderElementsOf(
            held.values().stream().map(ManyAccounts.Made::picture).toList());
    for (ManyAccounts.Made made : held.values()) {
      made.picture().keys().forEach(key -> assertThat(index.find(key)).isSameAs(made.picture()));
    }
  }

  @Test
  void aNameThatWasGivenToAnotherAccountStaysWithIt() {
    ManyAccounts.Made first = ManyAccounts.one(1, 1, 1);
    ManyAccounts.Made second = ManyAccounts.one(2, 2, 1);
    AccountPicture heir = ManyAccounts.withUserOf(second, first);
    index.replace(null, first.picture());

    index.replace(null, heir);
    index.replace(first.picture(), null);

    assertThat(index.find(new Keys.ByUser(first.username()))).isSameAs(heir);
  }

  @Test
  @Timeout(60)
  void readersFindWhatStaysWhileTheRestChanges() throws Exception {
    ManyAccounts.Made stays = ManyAccounts.one(0, 0, 2);
    index.replace(null, stays.picture());
    AtomicReference<String> lost = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                for (AccountIndex.Key key : stays.picture().keys()) {
                  if (index.find(key) != stays.picture()) {
                    lost.set(key.toString());
                  }
                }
              }
            });
    Random random = new Random(9);
    Map<Integer, AccountPicture> held = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int number = 1 + random.nextInt(2_000);
      AccountPicture after =
          random.nextInt(3) == 0 ? null : ManyAccounts.one(number, random.nextLong(), 1).picture();
      index.replace(held.remove(number), after);
      if (after != null) {
        held.put(number, after);
      }
    }
    reader.interrupt();
    reader.join();

    assertThat(lost).hasValue(null);
  }
}

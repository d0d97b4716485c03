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
    Map<Integer, AccountPicture> held = new HashMap<>();
    for (int step = 0; step < 3_000; step++) {
      int number = random.nextInt(400);
      AccountPicture before = held.get(number);
      AccountPicture after =
          random.nextInt(4) == 0
              ? null
              : ManyAccounts.one(number, random.nextLong(), 1 + random.nextInt(4)).picture();
      index.replace(before, after);
      if (after == null) {
        held.remove(number);
      } else {
        held.put(number, after);
      }
      if (before != null) {
        assertThat(index.find(before.keys().getFirst())).as("its first token").isNull();
      }
    }

    assertThat(index.size()).isEqualTo(held.size());
    assertThat(index.all()).containsExactlyInAnyOrderElementsOf(held.values());
    for (AccountPicture account : held.values()) {
      account.keys().forEach(key -> assertThat(index.find(key)).isSameAs(account));
    }
  }

  @Test
  void aNameThatWasGivenToAnotherAccountStaysWithIt() {
    ManyAccounts.Made first = ManyAccounts.one(1, 1, 1);
    AccountPicture before = first.picture();
    AccountPicture heir = ManyAccounts.withUserOf(ManyAccounts.one(2, 2, 1), first);
    index.replace(null, before);

    index.replace(null, heir);
    index.replace(before, null);

    assertThat(index.find(new Keys.ByUser(first.username()))).isSameAs(heir);
  }

  @Test
  @Timeout(60)
  void readersFindWhatStaysWhileTheRestChanges() throws Exception {
    AccountPicture stays = ManyAccounts.one(0, 0, 2).picture();
    index.replace(null, stays);
    AtomicReference<String> lost = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                for (AccountIndex.Key key : stays.keys()) {
                  if (index.find(key) != stays) {
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

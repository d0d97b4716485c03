package dev.sallyport.admission;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a picture of many accounts takes: memory, the time from a credential to a verdict beside one
 * load from memory, and the time to publish one account's change. Not among the tests, for it
 * asserts nothing: run by name, it prints what docs/scale.md tells.
 */
final class PictureScale {
  private static final int ASKED = 1 << 17;
  private static final int ROUNDS = 15;
  private static final int LINE = 64;
  private static final int CHASED_BYTES = 256 << 20;

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000, 1_000_000})
  void measure(int accounts) {
    Picture picture = new Picture();
    picture.put(ManyAccounts.one(0, 0, 2).state());
    long before = used();
    long started = System.nanoTime();
    for (int i = 1; i <= accounts; i++) {
      picture.put(ManyAccounts.one(i, i, 2).state());
    }
    Duration filled = Duration.ofNanos(System.nanoTime() - started);
    double bytes = (used() - before) / (double) accounts;

    Random random = new Random(accounts);
    HashedSecret[] secrets = new HashedSecret[ASKED];
    IpAddress[] clients = new IpAddress[ASKED];
    for (int i = 0; i < ASKED; i++) {
      int number = 1 + random.nextInt(accounts);
      ManyAccounts.Made made = ManyAccounts.one(number, number, 2);
      secrets[i] = made.secret();
      clients[i] = made.listed();
    }
    long[] ask = times(() -> ask(picture, secrets, clients), ASKED);
    long[] chase = times(new Chase()::run, ASKED);
    long[] publish = times(() -> publish(picture, random.nextInt(accounts) + 1), 1);
    System.out.printf(
        Locale.ROOT,
        "%,d accounts: %.0f bytes each, filled in %d ms; credential to verdict %s ns, one dependent"
            + " load %s ns; one change published in %s ns (least/median/most of %d)%n",
        accounts,
        bytes,
        filled.toMillis(),
        text(ask),
        text(chase),
        text(publish),
        ROUNDS);
  }

  /** From the hash of a token's secret to the caller, and from there to the verdict. */
  private static int ask(Picture picture, HashedSecret[] secrets, IpAddress[] clients) {
    int allowed = 0;
    for (int i = 0; i < ASKED; i++) {
      @Nullable AccountPicture account = picture.ofToken(secrets[i]);
      @Nullable Caller caller = account == null ? null : account.holderOfToken(secrets[i]);
      @Nullable AccountPicture live = caller == null ? null : picture.account(caller.accountId());
      if (caller != null
          && live != null
          && live.decide(caller.credentialId(), clients[i], 0) instanceof Decision.Admitted) {
        allowed++;
      }
    }
    if (allowed != ASKED) {
      throw new IllegalStateException("Allowed " + allowed + " of " + ASKED);
    }
    return allowed;
  }

  private static int publish(Picture picture, int number) {
    picture.put(ManyAccounts.one(number, number, 2).state());
    return picture.size();
  }

  /** One load after another, each from where the one before says, all over a large array. */
  private static final class Chase {
    private final int[] next = new int[CHASED_BYTES / Integer.BYTES];
    private int at;

    Chase() {
      int step = LINE / Integer.BYTES;
      int lines = next.length / step;
      int[] order = new Random(1).ints(lines, 0, lines).toArray();
      int[] shuffled = new int[lines];
      Arrays.setAll(shuffled, i -> i);
      for (int i = lines - 1; i > 0; i--) {
        int other = order[i] % (i + 1);
        int kept = shuffled[i];
        shuffled[i] = shuffled[other];
        shuffled[other] = kept;
      }
      for (int i = 0; i < lines; i++) {
        next[shuffled[i] * step] = shuffled[(i + 1) % lines] * step;
      }
    }

    int run() {
      for (int i = 0; i < ASKED; i++) {
        at = next[at];
      }
      return at;
    }
  }

  /** Nanoseconds each, least, median and most. */
  private static long[] times(IntSupplier work, int each) {
    long[] times = new long[ROUNDS];
    int sum = 0;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long started = System.nanoTime();
      sum += work.getAsInt();
      if (round >= 0) {
        times[round] = (System.nanoTime() - started) / each;
      }
    }
    Arrays.sort(times);
    return sum == 0 ? new long[ROUNDS] : times;
  }

  private static String text(long[] times) {
    return times[0] + "/" + times[ROUNDS / 2] + "/" + times[ROUNDS - 1];
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

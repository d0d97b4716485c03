package dev.sallyport.account;

import dev.sallyport.store.StoreSettings;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program that adds entries from several threads, says each revision made, and never ends. */
final class KilledWriter {
  private static final int THREADS = 4;

  private KilledWriter() {}

  /** Called with the data folder and the account's id. */
  public static void main(String[] arguments) {
    try (TestHouse house = new TestHouse(StoreSettings.sqlite(Path.of(arguments[0]), false));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        int block = thread;
        threads.execute(() -> addWithoutEnd(house, ListRef.ofAccount(arguments[1]), block));
      }
    }
  }

  private static void addWithoutEnd(TestHouse house, ListRef list, int block) {
    for (int i = 0; i < 65_536; i++) {
      String address = "10.%d.%d.%d".formatted(block, i / 256, i % 256);
      ChangeResult result =
          house.allowlists.change(
              list, new Change.Add(ListTestCase.draft(address, "x")), ListTestCase.YES);
      if (result instanceof ChangeResult.Changed changed) {
        System.out.println(changed.list().revision() + " " + address + ";");
      }
    }
  }
}

package dev.sallyport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class StoreOpeningTest extends OnBothDatabases {

  @Test
  void aStoreThatIsNotThereIsNotMadeUnasked() {
    StoreSettings settings = TestDatabase.existing(TestDatabase.bare(database(), folder()));

    assertThatThrownBy(() -> Store.open(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("There is no store in ")
        .hasMessageEndingWith(
            "These commands make one: sallyport serve, sallyport demo, sallyport account create.");
  }

  @Test
  void aStoreIsMadeWhereItIsAskedFor() {
    StoreSettings settings = TestDatabase.bare(database(), folder());

    Store.open(settings).close();

    Store.open(TestDatabase.existing(settings)).close();
  }

  @Test
  void aNewerSchemaIsRefusedAndNothingIsChanged() {
    StoreSettings settings = TestDatabase.bare(database(), folder());
    inStore(
        settings,
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, TRUE)");

    assertThatThrownBy(() -> Store.open(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("made by a newer Sallyport: its schema is 99")
        .hasMessageContaining("Nothing was changed.");
  }

  @Test
  void aSchemaChangeThatDidNotFinishIsRefused() {
    StoreSettings settings = TestDatabase.bare(database(), folder());
    inStore(settings, "UPDATE flyway_schema_history SET success = FALSE WHERE version = '1'");

    assertThatThrownBy(() -> Store.open(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("did not finish");
  }

  @Test
  void severalMayMakeTheStoreAtOnce() throws Exception {
    StoreSettings settings = TestDatabase.bare(database(), folder());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        starts.add(threads.submit(() -> Store.open(settings).close()));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    }

    try (Store store = Store.open(TestDatabase.existing(settings))) {
      assertThat(store.<Integer>read(Schema::of)).isEqualTo(Schema.known());
    }
  }

  private static void inStore(StoreSettings settings, String sql) {
    try (Store store = Store.open(settings)) {
      store.write(handle -> handle.execute(sql));
    }
  }
}

package dev.sallyport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // opened before each test
final class StoreTest extends OnBothDatabases {
  private StoreSettings settings;
  private Store store;

  @BeforeEach
  void open() {
    settings = database().fresh(folder());
    store = Store.open(settings);
  }

  @AfterEach
  void close() {
    store.close();
    TestDatabase.release(settings);
  }

  @Test
  void whatIsWrittenIsReadByAnotherProcess() {
    store.write(handle -> put(handle, 1));

    try (Store other = Store.open(settings)) {
      assertThat(rows(other)).containsExactly(1);
    }
  }

  @Test
  void aWorkThatThrowsChangesNothingAndItsExceptionComesThrough() {
    IllegalStateException planned = new IllegalStateException("planned");

    assertThatThrownBy(() ->
            store.write(handle -> {
              put(handle, 1);
              throw planned;
            }))
        .isSameAs(planned);

    assertThat(rows(store)).isEmpty();
  }

  @Test
  void aStatementThatFailsIsAStoreException() {
    assertThatThrownBy(
            () -> store.write(handle -> handle.execute("INSERT INTO nowhere VALUES (1)")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() ->
            store.read(
                handle -> handle.createQuery("SELECT 1 FROM nowhere").mapTo(int.class).one()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nowhere");
    store.write(handle -> put(handle, 1));
    assertThat(rows(store)).containsExactly(1);
  }

  @Test
  void aStatementThatIsWrongIsToldFromADatabaseThatIsAway() {
    assertThat(failure(() -> store.write(handle -> handle.execute("INSERT INTO nowhere SELECT 1"))))
        .returns(true, StoreException::isFault);
    assertThat(failure(() -> store.read(handle -> handle.execute("SELEKT 1"))))
        .returns(true, StoreException::isFault);
    store.write(handle -> put(handle, 1));
    assertThat(failure(() -> store.write(handle -> put(handle, 1))))
        .returns(true, StoreException::isFault);
    store.close();
    assertThat(failure(() -> store.write(handle -> put(handle, 2))))
        .returns(false, StoreException::isFault);
  }

  private static StoreException failure(Runnable work) {
    return catchThrowableOfType(StoreException.class, work::run);
  }

  @Test
  void aFailedStatementThatTheWorkSwallowsLosesNothingSilently() {
    try {
      store.write(handle -> {
        put(handle, 1);
        try {
          put(handle, 1);
        } catch (RuntimeException e) {
          return false;
        }
        return true;
      });
    } catch (StoreException e) {
      // PostgreSQL gives the whole transaction up, and says so.
      assertThat(rows(store)).isEmpty();
      return;
    }
    assertThat(rows(store)).containsExactly(1);
  }

  @Test
  void aReadCannotWrite() {
    assertThatThrownBy(() -> store.read(handle -> put(handle, 1)))
        .isInstanceOf(StoreException.class);
    assertThat(rows(store)).isEmpty();
  }

  @Test
  void aReadSeesOneSnapshot() throws InterruptedException {
    store.write(handle -> put(handle, 1));
    List<Integer> seen =
        store.read(handle -> {
          List<Integer> counts = new ArrayList<>(List.of(count(handle)));
          Thread writer = Thread.ofPlatform().start(() -> store.write(other -> put(other, 2)));
          joined(writer);
          counts.add(count(handle));
          return counts;
        });

    assertThat(seen).containsExactly(1, 1);
    assertThat(rows(store)).containsExactly(1, 2);
  }

  @Test
  void aWorkMayNotCallTheStoreAgain() {
    assertThatThrownBy(() -> store.write(handle -> store.write(again -> put(again, 1))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.read(handle -> store.read(StoreTest::count)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.read(handle -> store.write(again -> put(again, 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aWorkThatThrowsUndoesNothingOfItsNeighbours() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Integer>> works = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        int number = i;
        works.add(
            threads.submit(() -> {
              go.await();
              return store.write(handle -> {
                put(handle, number);
                if (number % 3 == 0) {
                  throw new IllegalArgumentException("planned");
                }
                return number;
              });
            }));
      }
      go.countDown();
    }

    List<Integer> kept = new ArrayList<>();
    for (Future<Integer> work : works) {
      if (work.state() == Future.State.SUCCESS) {
        kept.add(work.get());
      } else {
        assertThat(work.exceptionNow()).hasMessage("planned");
      }
    }
    assertThat(kept).hasSize(40);
    assertThat(rows(store)).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void anInterruptedCallerStillHearsWhetherItsChangeWasMade() throws InterruptedException {
    List<Object> heard = new ArrayList<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              try {
                heard.add(store.write(handle -> put(handle, 1)));
              } catch (StoreException e) {
                heard.add(e);
              }
              heard.add(Thread.currentThread().isInterrupted());
            });
    joined(caller);

    assertThat(heard.getLast()).isEqualTo(true);
    assertThat(rows(store)).hasSize(heard.getFirst() instanceof StoreException ? 0 : 1);
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();

    assertThatThrownBy(() -> store.write(handle -> put(handle, 1)))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> rows(store)).isInstanceOf(StoreException.class);
    store.close();
  }

  @Test
  void writesFromManyThreadsAndTwoProcessesAreAllMade() throws Exception {
    try (Store other = Store.open(settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> works = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = i;
        Store either = i % 2 == 0 ? store : other;
        works.add(threads.submit(() -> either.write(handle -> put(handle, number))));
      }
      for (Future<Integer> work : works) {
        work.get(60, TimeUnit.SECONDS);
      }
      assertThat(rows(store)).hasSize(100).isEqualTo(rows(other));
    }
  }

  private static void joined(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int put(Handle handle, int number) {
    return handle.execute(
        "INSERT INTO setup_link (id, secret_hash, expires_at) VALUES (?, '', 0)", number);
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM setup_link").mapTo(Integer.class).one();
  }

  private static List<Integer> rows(Store store) {
    return store.read(handle ->
        handle.createQuery("SELECT id FROM setup_link ORDER BY id").mapTo(Integer.class).list());
  }
}

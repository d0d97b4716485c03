package dev.sallyport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Announcements are PostgreSQL's; here one node waits and another makes them. */
@SuppressWarnings("NullAway.Init") // opened before each test
final class AnnouncementsTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private StoreSettings settings;
  private Store here;
  private Store there;

  @BeforeEach
  void open(@TempDir Path folder) {
    settings = TestDatabase.POSTGRES.fresh(folder);
    here = Store.open(settings);
    there = Store.open(settings);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    TestDatabase.release(settings);
  }

  @Test
  void anAnnouncementWakesAnotherNode() throws Exception {
    listen();
    CompletableFuture<Boolean> woken = waiting(FOR_EVER);
    announce();

    assertThat(woken.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneMadeBetweenTwoWaitsIsNotMissed() throws Exception {
    listen();
    announce();

    assertThat(waiting(FOR_EVER).get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneOfATransactionThatFailedIsNotMade() throws Exception {
    listen();
    assertThatThrownBy(() ->
            there.write(handle -> {
              there.announce(handle);
              throw new IllegalStateException("planned");
            }))
        .isInstanceOf(IllegalStateException.class);
    CompletableFuture<Boolean> woken = waiting(FOR_EVER);

    assertThat(woken.completeOnTimeout(false, 500, TimeUnit.MILLISECONDS).get()).isFalse();
    announce();
  }

  @Test
  void aLostConnectionIsMadeAnewAndHearsAgain() throws Exception {
    listen();
    there.write(handle ->
        handle.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND query LIKE 'LISTEN%'"));
    here.awaitAnnouncement(Duration.ofMillis(10));
    listen();
    CompletableFuture<Boolean> woken = waiting(FOR_EVER);
    announce();

    assertThat(woken.get(30, TimeUnit.SECONDS)).isTrue();
  }

  /** The first wait makes the connection and returns at once. */
  private void listen() throws InterruptedException {
    here.awaitAnnouncement(FOR_EVER);
  }

  private CompletableFuture<Boolean> waiting(Duration longest) {
    CompletableFuture<Boolean> woken = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            here.awaitAnnouncement(longest);
            woken.complete(true);
          } catch (InterruptedException | RuntimeException e) {
            woken.completeExceptionally(e);
          }
        });
    return woken;
  }

  private void announce() {
    there.write(handle -> {
      there.announce(handle);
      return true;
    });
  }
}

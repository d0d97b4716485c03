package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountState;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Plans;
import dev.sallyport.account.Scope;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.Store;
import dev.sallyport.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that starts while its database is away; a store that was closed stands for one. */
@SuppressWarnings("NullAway.Init") // made before each test
final class SavedPictureTest {
  private static final Guard YES =
      new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
  private static final Duration MAX_AGE = Duration.ofHours(1);

  @TempDir private Path folder;
  private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");
  private Store store;
  private AccountChanges changes;
  private Allowlists lists;
  private Accounts accounts;
  private Follower follower;
  private Account account;
  private String token;

  @BeforeEach
  void furnish() {
    store = Store.open(TestDatabase.SQLITE.fresh(folder.resolve("store")));
    changes = new AccountChanges(store);
    accounts = new Accounts(store, Plans.defaults(), changes, () -> now);
    lists = new Allowlists(store, Plans.defaults(), changes, () -> now);
    account = accounts.create("Acme", "starter");
    token =
        new Credentials(store, changes, () -> now)
            .createToken(account.id(), "ci", Set.of(Scope.EMAIL), Actor.commandLine())
            .secret();
    add("192.0.2.1");
    follower = following();
    follower.start();
  }

  @AfterEach
  void close() {
    follower.close();
    store.close();
  }

  @Test
  void whatWasSavedIsGoneByWhileTheStoreIsAway() {
    startAgainWithoutStore();

    assertThat(decided("192.0.2.1")).isInstanceOf(Decision.Admitted.class);
    assertThat(decided("192.0.2.2")).isInstanceOf(Decision.NotListed.class);
    assertThat(follower.isReady()).isTrue();
    assertThat(follower.failingSince()).isPresent();
  }

  @Test
  void aChangeMadeLaterIsSavedToo() {
    add("192.0.2.2");
    startAgainWithoutStore();

    assertThat(decided("192.0.2.2")).isInstanceOf(Decision.Admitted.class);
  }

  @Test
  void whatChangesWhileAllIsSavedAnewIsSavedToo() throws Exception {
    follower.close();
    SavedPicture saved = new SavedPicture(kept());
    saved.begin();
    saved.add(SavedPicture.known(new States().entry("192.0.2.1").state()));
    AccountState newer = new States().number(2).entry("192.0.2.1").entry("192.0.2.2").state();
    saved.append(Map.of(States.ACCOUNT, SavedPicture.known(newer)));
    saved.finish(now);
    saved.close();

    Picture read = new Picture();
    assertThat(new SavedPicture(kept()).read(read, now)).contains(now);
    assertThat(read.changeNumber(States.ACCOUNT)).isEqualTo(2);
  }

  @Test
  void whatLacksAChangeIsNeverConfirmedAgain() throws Exception {
    follower.close();
    Instant before = now;
    try (Keeping keeping = new Keeping(kept(), () -> now)) {
      keeping.begin();
      keeping.add(new States().entry("192.0.2.1").state());
      keeping.finish(before);
      failToSaveADeletion(keeping);

      now = now.plusSeconds(600);
      keeping.begin();
      keeping.confirm(now);
      keeping.abandon();
      keeping.confirm(now);

      assertThat(keeping.savedAt()).contains(before);
      assertThat(keeping.isSaving()).isFalse();
      assertThat(keeping.isOvergrown()).isFalse();
    }
    assertThat(new SavedPicture(kept()).read(new Picture(), now)).contains(before);
  }

  @Test
  void aWholePictureStandsForOneThatLackedAChange() throws Exception {
    follower.close();
    try (Keeping keeping = new Keeping(kept(), () -> now)) {
      keeping.begin();
      keeping.add(new States().entry("192.0.2.1").state());
      keeping.finish(now);
      failToSaveADeletion(keeping);

      now = now.plusSeconds(600);
      keeping.begin();
      keeping.finish(now);

      assertThat(keeping.isSaving()).isTrue();
    }
    Picture read = new Picture();
    assertThat(new SavedPicture(kept()).read(read, now)).contains(now);
    assertThat(read.size()).isZero();
  }

  /** A file's channel fails where its writer was interrupted. */
  private static void failToSaveADeletion(Keeping keeping) {
    Thread.currentThread().interrupt();
    keeping.take(List.of(), List.of(States.ACCOUNT), List.of());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anAccountThatStaysDamagedIsSavedOnce() throws Exception {
    store.write(handle -> handle.execute("UPDATE allowlist_entry SET network = '192.0.2'"));
    accounts.setPaused(account.id(), true);
    assertThat(decided("192.0.2.1")).isInstanceOf(Decision.ListUnknown.class);
    long length = Files.size(saved());

    // It is read again several times meanwhile.
    Thread.sleep(1_000);

    assertThat(Files.size(saved())).isEqualTo(length);
  }

  @Test
  void aClockThatIsSetBackDoesNotEndTheSaving() throws Exception {
    now = now.minus(Duration.ofMinutes(50));
    while (follower.savedAge().orElseThrow().isNegative()) {
      Thread.sleep(20);
    }
    startAgainWithoutStore();

    assertThat(decided("192.0.2.1")).isInstanceOf(Decision.Admitted.class);
  }

  @Test
  void aDeletedAccountIsGoneFromWhatWasSaved() {
    accounts.delete(account.id());
    startAgainWithoutStore();

    assertThat(follower.admission().byToken(token)).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void whatIsTooOldIsNotGoneBy() {
    now = now.plus(MAX_AGE).plusMillis(1);
    startAgainWithoutStore();

    assertThat(follower.isReady()).isFalse();
    assertThat(follower.admission().byToken(token)).isInstanceOf(Authentication.Unavailable.class);
  }

  @Test
  void whatWasSavedByAClockThatIsAheadIsNotGoneBy() {
    now = now.minus(Duration.ofDays(1));
    startAgainWithoutStore();

    assertThat(follower.isReady()).isFalse();
  }

  @Test
  void whatIsDamagedIsNotGoneBy() throws Exception {
    follower.close();
    Path saved = saved();
    byte[] bytes = Files.readAllBytes(saved);
    bytes[bytes.length / 2] ^= 1;
    Files.write(saved, bytes);
    startAgainWithoutStore();

    assertThat(follower.isReady()).isFalse();
  }

  @Test
  void whatIsShorterThanItWasIsNotGoneBy() throws Exception {
    follower.close();
    Path saved = saved();
    byte[] bytes = Files.readAllBytes(saved);
    Files.write(saved, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    startAgainWithoutStore();

    assertThat(follower.isReady()).isFalse();
  }

  @Test
  void aLineThatWasBeingWrittenWhenThePowerWentIsLeftOut() throws Exception {
    follower.close();
    Files.writeString(saved(), "0123abcd {\"id\":\"half", StandardOpenOption.APPEND);
    startAgainWithoutStore();

    assertThat(decided("192.0.2.1")).isInstanceOf(Decision.Admitted.class);
  }

  @Test
  void withoutAnythingSavedCallersAreTurnedAway() throws Exception {
    follower.close();
    Files.delete(kept().resolve("lists.confirmed"));
    startAgainWithoutStore();

    assertThat(follower.isReady()).isFalse();
    assertThat(follower.accounts()).isZero();
  }

  @Test
  void onlyItsOwnerMayReadWhatIsSaved() throws Exception {
    assertThat(Files.getPosixFilePermissions(saved())).hasSize(2);
  }

  @Test
  void noSecretIsSavedAndNoOlderFileIsLeft() throws Exception {
    follower.close();
    now = now.plusSeconds(60);
    follower = following();
    follower.start();

    assertThat(Files.readString(saved(), StandardCharsets.UTF_8)).doesNotContain(token);
  }

  private Path saved() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(kept(), "lists-*.saved")) {
      assertThat(found).hasSize(1);
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(kept(), "lists-*.saved")) {
      return found.iterator().next();
    }
  }

  /** Where a node keeps its lists; it is not there before. */
  private Path kept() {
    return folder.resolve("node").resolve("data");
  }

  private void startAgainWithoutStore() {
    follower.close();
    store.close();
    changes = new AccountChanges(store);
    follower = following();
    follower.start();
  }

  private Follower following() {
    return new Follower(changes, MAX_AGE, kept(), _ -> {}, () -> now);
  }

  private Decision decided(String address) {
    Authentication shown = follower.admission().byToken(token);
    assertThat(shown).isInstanceOf(Authentication.Authenticated.class);
    return follower
        .admission()
        .decide(((Authentication.Authenticated) shown).caller(), IpAddress.of(address));
  }

  private void add(String address) {
    lists.change(
        ListRef.ofAccount(account.id()),
        new Change.Add(new EntryDraft(address, "net " + address, null, null)),
        YES);
  }
}

package dev.sallyport.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.store.OnBothDatabases;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // opened before each test
final class SealedSecretsTest extends OnBothDatabases {
  private static final String SECRET = "JBSWY3DPEHPK3PXP";
  private static final String OWNER = "second_factor/1";

  private StoreSettings settings;
  private Store store;
  private Path key;
  private SealedSecrets secrets;

  @BeforeEach
  void open() {
    settings = database().fresh(folder().resolve("data"));
    store = Store.open(settings);
    key = folder().resolve("keys").resolve("secrets.key");
    secrets = again();
  }

  @AfterEach
  void close() {
    store.close();
    TestDatabase.release(settings);
  }

  @Test
  void whatIsSealedOpensAgainAfterARestart() {
    String sealed = secrets.seal(SECRET, OWNER);

    assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain(SECRET);
    assertThat(again().open(sealed, OWNER)).isEqualTo(SECRET);
  }

  @Test
  void theSameSecretIsSealedDifferentlyEachTime() {
    assertThat(secrets.seal(SECRET, OWNER)).isNotEqualTo(secrets.seal(SECRET, OWNER));
  }

  @Test
  void aSealedSecretDoesNotOpenForAnotherOwner() {
    String sealed = secrets.seal(SECRET, OWNER);

    assertThatThrownBy(() -> secrets.open(sealed, "second_factor/2"))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("second_factor/2");
  }

  @Test
  void anAlteredSecretDoesNotOpen() {
    String sealed = secrets.seal(SECRET, OWNER);

    for (int i = 0; i < sealed.length() - 1; i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String altered = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThatThrownBy(() -> secrets.open(altered, OWNER)).isInstanceOf(SealException.class);
    }
    for (String altered : List.of("", "AQ", "not base64!", sealed.substring(4))) {
      assertThatThrownBy(() -> secrets.open(altered, OWNER)).isInstanceOf(SealException.class);
    }
  }

  @Test
  void aSecretOverTheBoundIsNotSealed() {
    assertThat(secrets.open(secrets.seal("x".repeat(1024), OWNER), OWNER)).hasSize(1024);
    assertThat(secrets.seal("x".repeat(1024), OWNER)).hasSizeLessThanOrEqualTo(1408);
    assertThatThrownBy(() -> secrets.seal("x".repeat(1025), OWNER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeyIsReadableByItsOwnerAlone() throws IOException {
    secrets.check();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void theKeyIsNotInTheDatabase() throws IOException {
    secrets.check();

    List<String> stored =
        store.read(handle ->
            handle.createQuery("SELECT proof FROM secret_key").mapTo(String.class).list());
    assertThat(stored)
        .singleElement()
        .asString()
        .doesNotContain(Files.readString(key).strip().substring(0, 20));
  }

  @Test
  void aMissingKeyIsNotReplacedInSilence() throws IOException {
    secrets.check();
    Files.delete(key);

    assertThatThrownBy(() -> again().check())
        .isInstanceOf(SealException.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("is missing");
    assertThat(key).doesNotExist();
  }

  @Test
  void anotherKeyIsToldAtOnce() throws IOException {
    secrets.check();
    Files.delete(key);
    new KeyFile(key).create();

    assertThatThrownBy(() -> again().check())
        .isInstanceOf(SealException.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining("is not the one");
  }

  @Test
  void whatIsNoKeyIsSaidSo() throws IOException {
    Files.createDirectories(key.getParent());
    for (String text : List.of("", "hunter2", "c2hvcnQ=", "A".repeat(5000))) {
      Files.writeString(key, text);

      assertThatThrownBy(() -> again().check())
          .isInstanceOf(SealException.class)
          .hasMessageContaining("holds no key");
    }
  }

  @Test
  void severalMayMakeTheKeyAtOnceAndAllHaveTheSame() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> sealed = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Callable<String> start = () -> again().seal(SECRET, OWNER);
        sealed.add(threads.submit(start));
      }
      for (Future<String> one : sealed) {
        assertThat(secrets.open(one.get(), OWNER)).isEqualTo(SECRET);
      }
    }
  }

  private SealedSecrets again() {
    return new SealedSecrets(store, key);
  }
}

package dev.sallyport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite's file may be, and what becomes of a file that it may not be. */
final class SqliteFilesTest {
  @TempDir private Path temporary = Path.of("unset");

  @Test
  void theFolderAndItsFilesAreTheirOwnersAlone() throws IOException {
    Path folder = temporary.resolve("a/b");
    try (Store store = Store.open(StoreSettings.sqlite(folder, true));
        Stream<Path> files = Files.list(folder)) {
      store.write(handle -> handle.execute("UPDATE change_counter SET number = number"));

      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(files.map(SqliteFilesTest::permissions)).isNotEmpty().containsOnly("rw-------");
    }
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAlone() throws SQLException, IOException {
    Path file = temporary.resolve("sallyport.db");
    run(file, "CREATE TABLE theirs (x)");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(temporary, true)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another program's database");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
    Path file = temporary.resolve("sallyport.db");
    Files.writeString(file, "This is a letter to my grandmother. ".repeat(100));

    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(temporary, true)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not a database");
    assertThat(file).content().startsWith("This is a letter");
  }

  @Test
  void anEmptyFileIsNoStoreYet() throws IOException {
    Files.createFile(temporary.resolve("sallyport.db"));

    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(temporary, false)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("There is no store in");
    Store.open(StoreSettings.sqlite(temporary, true)).close();
  }

  @Test
  void aStoreOfAnotherUserIsRefused() throws IOException {
    Store.open(StoreSettings.sqlite(temporary, true)).close();
    Path file = temporary.resolve("sallyport.db");
    try {
      Files.setAttribute(file, "unix:uid", 12_345);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "only root can give a file away");
    }

    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(temporary, true)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("belongs to 12345")
        .hasMessageContaining("Nothing was changed.");
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(temporary.resolve("data"));

    assertThatThrownBy(() -> Store.open(StoreSettings.sqlite(file, true)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Can't make the data folder");
  }

  @Test
  void aWriterWaitsForOneInAnotherProcess() throws Exception {
    try (Store store = Store.open(StoreSettings.sqlite(temporary, true));
        Connection other = connect(temporary.resolve("sallyport.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Thread writer =
          Thread.ofPlatform()
              .start(() ->
                  store.write(handle -> handle.execute("UPDATE change_counter SET number = 7")));
      while (!writer.getState().equals(Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      statement.execute("UPDATE change_counter SET number = 3");
      statement.execute("COMMIT");
      writer.join();

      assertThat(
              store.<Long>read(handle ->
                  handle.createQuery("SELECT number FROM change_counter").mapTo(Long.class).one()))
          .isEqualTo(7);
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void run(Path file, String sql) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

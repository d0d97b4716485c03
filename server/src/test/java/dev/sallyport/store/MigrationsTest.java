package dev.sallyport.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of two versions run on one schema while a house is upgraded: since the first release a
 * migration only adds what the version before need not know of (docs/backup.md, Upgrade).
 */
class MigrationsTest {
  /** The newest migration of the first release; those up to it may do what they like. */
  private static final int FIRST_RELEASE = 16;

  private static final Path FOLDER = Path.of("src/main/resources/db/migration");
  private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

  /** New tables, what is put into them, indexes that bind nobody, columns that may be left out. */
  private static final Pattern ADDS =
      Pattern.compile(
          "CREATE TABLE \\w+ \\(.*\\)|CREATE INDEX .*"
              + "|ALTER TABLE \\w+ ADD COLUMN \\w+ \\S+( NOT NULL DEFAULT \\S+| DEFAULT \\S+)?");

  private static List<String> others(String sql) {
    return Arrays.stream(sql.replaceAll("--[^\n]*", "").split(";"))
        .map(statement -> statement.strip().replaceAll("\\s+", " "))
        .filter(statement -> !statement.isEmpty() && !ADDS.matcher(statement).matches())
        .toList();
  }

  @Test
  void migrationsSinceTheFirstReleaseOnlyAdd() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("%s is named as a migration is", file).isTrue();
        if (Integer.parseInt(name.group(1)) > FIRST_RELEASE) {
          assertThat(others(Files.readString(file)))
              .as("statements of %s that a node of the version before can't live with", file)
              .isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE later (account_id VARCHAR(24) NOT NULL PRIMARY KEY)",
        "CREATE INDEX later_by_time ON later (account_id, made_at)",
        "ALTER TABLE account ADD COLUMN later BIGINT",
        "ALTER TABLE audit ADD COLUMN times INTEGER NOT NULL DEFAULT 1"
      })
  void whatAddsIsLeft(String statement) {
    assertThat(others("-- why; so\n" + statement + ";\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE account ADD COLUMN later BIGINT NOT NULL",
        "ALTER TABLE account DROP COLUMN plan",
        "ALTER TABLE account RENAME COLUMN plan TO tariff",
        "DROP TABLE audit",
        "DROP INDEX account_by_change",
        "CREATE UNIQUE INDEX account_by_plan ON account (plan)",
        "UPDATE account SET plan = 'free'",
        "DELETE FROM audit"
      })
  void whatTheVersionBeforeCantLiveWithIsFound(String statement) {
    assertThat(others("CREATE INDEX a ON b (c);\n" + statement)).containsExactly(statement);
  }
}

package dev.sallyport.store;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/** The schema's version: what this program knows, what a database has, and the way up. */
final class Schema {
  private static final Pattern MIGRATION = Pattern.compile("(?:.*/)?V(\\d+)__\\w+\\.sql");
  private static final String FOLDER = "/db/migration";

  private Schema() {}

  /** The newest version among the migrations packed with this program. */
  static int known() {
    URL folder = Objects.requireNonNull(Schema.class.getResource(FOLDER), FOLDER);
    try {
      return names(folder).stream()
          .map(MIGRATION::matcher)
          .filter(Matcher::matches)
          .mapToInt(name -> Integer.parseInt(name.group(1)))
          .max()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("The program's migrations can't be read.", e);
    }
  }

  private static List<String> names(URL folder) throws IOException {
    if (folder.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFile().stream()
          .map(entry -> "/" + entry.getName())
          .filter(name -> name.startsWith(FOLDER))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      return files.map(Path::toString).toList();
    }
  }

  /**
   * The version of a database whose history table is there.
   *
   * @throws StoreException where a migration failed half-way
   */
  static int of(Handle handle) {
    return handle
        .createQuery("SELECT version, success FROM flyway_schema_history WHERE version IS NOT NULL")
        .map((row, context) -> {
          if (!row.getBoolean("success")) {
            throw new StoreException(
                "Schema change %s of this store did not finish. Restore a copy made before it."
                    .formatted(row.getString("version")));
          }
          return Integer.parseInt(row.getString("version"));
        })
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  /** Whether the migrations have to be run; a newer schema is refused. */
  static boolean isBehind(int version) {
    int known = known();
    if (version > known) {
      throw new StoreException(
          "This store was made by a newer Sallyport: its schema is %d, this program knows up to %d."
                  .formatted(version, known)
              + " Nothing was changed. Run the newer program, or restore an older copy.");
    }
    return version < known;
  }

  static void migrate(DataSource source) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:" + FOLDER.substring(1))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "The store's schema can't be brought up: " + String.valueOf(e.getMessage()).strip(), e);
    }
  }

  /** What is said where no store may be made. */
  static StoreException missing(String where) {
    return new StoreException(
        "There is no store in "
            + where
            + ". These commands make one: sallyport serve, sallyport demo, sallyport account"
            + " create.");
  }
}

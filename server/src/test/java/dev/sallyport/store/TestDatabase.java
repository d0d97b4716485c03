package dev.sallyport.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The two databases every test of stored things runs on. Each call of {@link #fresh} gives an empty
 * one of its own, copied from a template whose schema was made once.
 */
public enum TestDatabase {
  SQLITE {
    @Override
    public StoreSettings fresh(Path folder) {
      try {
        Files.createDirectories(folder);
        Files.write(folder.resolve("sallyport.db"), SqliteTemplate.BYTES);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return StoreSettings.sqlite(folder, false);
    }
  },

  POSTGRES {
    @Override
    public StoreSettings fresh(Path folder) {
      String name = Postgres.create("TEMPLATE " + PostgresTemplate.NAME);
      return StoreSettings.postgres(folder, Postgres.url(name), 4, false);
    }
  };

  /** Settings of a database that nobody else uses, with the schema and nothing in it. */
  public abstract StoreSettings fresh(Path folder);

  /** Settings of a database without a schema, in which one may be made. */
  public static StoreSettings bare(TestDatabase database, Path folder) {
    return switch (database) {
      case SQLITE -> StoreSettings.sqlite(folder, true);
      case POSTGRES -> StoreSettings.postgres(folder, Postgres.url(Postgres.create("")), 4, true);
    };
  }

  /** A copy of these settings that may not make a database. */
  public static StoreSettings existing(StoreSettings settings) {
    return new StoreSettings(settings.folder(), settings.databaseUrl(), settings.poolSize(), false);
  }

  private static final class SqliteTemplate {
    static final byte[] BYTES = make();

    private static byte[] make() {
      try {
        Path folder = Files.createTempDirectory("sallyport-template");
        Store.open(StoreSettings.sqlite(folder, true)).close();
        Path file = folder.resolve("sallyport.db");
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(folder.resolve("sallyport.lock"));
        Files.delete(folder);
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class PostgresTemplate {
    static final String NAME = make();

    private static String make() {
      String name = Postgres.create("");
      Store.open(StoreSettings.postgres(Path.of("unused"), Postgres.url(name), 1, true)).close();
      return name;
    }
  }

  /** The server, started once for this JVM; it ends with it. */
  private static final class Postgres {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String create(String options) {
      String name = "t" + MADE.incrementAndGet();
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " " + options);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return name;
    }

    static String url(String name) {
      return SERVER.getJdbcUrl("postgres", name);
    }
  }
}

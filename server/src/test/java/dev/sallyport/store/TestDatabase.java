package dev.sallyport.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The two databases every test of stored things runs on. Each call of {@link #fresh} gives an empty
 * one of its own.
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
      return StoreSettings.postgres(folder, Postgres.url(Postgres.emptied()), 4, false);
    }
  };

  /** Settings of a database that nobody else uses, with the schema and nothing in it. */
  public abstract StoreSettings fresh(Path folder);

  /** Gives a database back that {@link #fresh} gave, closed, so that a later test may empty it. */
  public static void release(StoreSettings settings) {
    String url = settings.databaseUrl();
    if (url != null) {
      Postgres.FREE.add(url.replaceFirst(".*/(t\\d+).*", "$1"));
    }
  }

  /** Settings of a database without a schema, in which one may be made. */
  public static StoreSettings bare(TestDatabase database, Path folder) {
    return switch (database) {
      case SQLITE -> StoreSettings.sqlite(folder, true);
      case POSTGRES -> StoreSettings.postgres(folder, Postgres.url(Postgres.create()), 4, true);
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

  /** The server, started once for this JVM; it ends with it. */
  private static final class Postgres {
    static final Queue<String> FREE = new ConcurrentLinkedQueue<>();

    /** Emptying is far cheaper than making; what the migrations put in stays. */
    private static final String EMPTY =
        """
        DO $$
        DECLARE names text;
        BEGIN
          SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables
          WHERE schemaname = 'public'
            AND tablename NOT IN ('flyway_schema_history', 'change_counter');
          EXECUTE 'TRUNCATE ' || names;
          UPDATE change_counter SET number = 0;
        END $$
        """;

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    /** A name of a database with the schema and nothing in it. */
    static String emptied() {
      String free = FREE.poll();
      if (free == null) {
        String name = create();
        Store.open(StoreSettings.postgres(Path.of("unused"), url(name), 1, true)).close();
        return name;
      }
      try (Connection connection = SERVER.getDatabase("postgres", free).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(EMPTY);
        return free;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String create() {
      String name = "t" + MADE.incrementAndGet();
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
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

package dev.sallyport.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is.
 *
 * @param folder the data folder; it holds the database unless a URL is given
 * @param databaseUrl {@code jdbc:postgresql://…}; null for SQLite in the folder
 * @param poolSize connections to PostgreSQL, 1 to 200
 * @param createWhenMissing whether to make the database where there is none
 * @param mayBeAway whether the store opens while PostgreSQL is out of reach; until it is reached
 *     each work fails
 */
public record StoreSettings(
    Path folder,
    @Nullable String databaseUrl,
    int poolSize,
    boolean createWhenMissing,
    boolean mayBeAway) {
  public static final int DEFAULT_POOL_SIZE = 10;

  public StoreSettings {
    if (databaseUrl != null && !databaseUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("a database URL starts jdbc:postgresql:");
    }
    if (poolSize < 1 || poolSize > 200) {
      throw new IllegalArgumentException("a pool has 1 to 200 connections");
    }
  }

  /** Settings of a database that must be there. */
  public StoreSettings(
      Path folder, @Nullable String databaseUrl, int poolSize, boolean createWhenMissing) {
    this(folder, databaseUrl, poolSize, createWhenMissing, false);
  }

  public static StoreSettings sqlite(Path folder, boolean createWhenMissing) {
    return new StoreSettings(folder, null, DEFAULT_POOL_SIZE, createWhenMissing);
  }

  public static StoreSettings postgres(
      Path folder, String databaseUrl, int poolSize, boolean createWhenMissing) {
    return new StoreSettings(folder, databaseUrl, poolSize, createWhenMissing);
  }

  /** Never the URL, which may hold a password. */
  @Override
  public String toString() {
    return "StoreSettings[" + (databaseUrl == null ? folder : "postgresql") + "]";
  }
}

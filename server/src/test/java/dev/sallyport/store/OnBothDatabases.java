package dev.sallyport.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test class that is run on SQLite and on PostgreSQL. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before a test sees them
public abstract class OnBothDatabases {
  @Parameter private TestDatabase database;
  @TempDir private Path folder;

  protected final TestDatabase database() {
    return database;
  }

  protected final Path folder() {
    return folder;
  }
}

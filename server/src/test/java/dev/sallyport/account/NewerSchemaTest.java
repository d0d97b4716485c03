package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.store.Store;
import dev.sallyport.store.StoreException;
import dev.sallyport.store.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node of the version before, while one of the next has brought the schema up. */
final class NewerSchemaTest extends AccountTestCase {
  private static final Actor ACTOR = Actor.commandLine();

  @Test
  void aNodeThatRunsGoesOnChangingAndReading() {
    // Often enough for PostgreSQL's driver to have prepared each statement on each connection.
    for (int i = 0; i < 25; i++) {
      useEverything("before " + i);
    }

    bringUp();

    for (int i = 0; i < 5; i++) {
      useEverything("after " + i);
    }
  }

  @Test
  void aNodeThatIsStartedIsRefusedAndToldWhy() {
    bringUp();

    assertThatThrownBy(() -> new TestHouse(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("made by a newer Sallyport: its schema is 99")
        .hasMessageContaining("Run the newer program, or restore an older copy.");
  }

  private void useEverything(String name) {
    String account = house.accounts.create(name, "starter").id();
    ListRef list = ListRef.ofAccount(account);
    Credential token =
        house.credentials.createToken(account, "t", Set.of(Scope.EMAIL), ACTOR).credential();
    house.allowlists.change(
        list, new Change.Add(ListTestCase.draft("192.0.2.1", "x")), ListTestCase.YES);
    house.accounts.addDomain(account, "example.com");
    house.credentials.rename(account, CredentialKind.API_TOKEN, token.id(), "new", ACTOR);
    assertThat(house.allowlists.find(list).orElseThrow().entries()).hasSize(1);
    assertThat(house.changes.load(account).orElseThrow().credentials()).hasSize(1);
    List<AccountState> all = new ArrayList<>();
    AccountChanges.Position reached = house.changes.loadAll(all::add);
    assertThat(all).extracting(state -> state.account().name()).contains(name);
    assertThat(house.changes.after(reached.number() - 1).accountIds()).containsExactly(account);
  }

  /** Other tests use the same database. */
  @AfterEach
  void bringDown() {
    house.store.write(handle -> {
      tables(handle)
          .forEach(table -> handle.execute("ALTER TABLE " + table + " DROP COLUMN later"));
      handle.execute("DROP TABLE later");
      return handle.execute("DELETE FROM flyway_schema_history WHERE version = '99'");
    });
  }

  private List<String> tables(Handle handle) {
    String named =
        switch (database()) {
          case SQLITE -> "SELECT name FROM sqlite_schema WHERE type = 'table'";
          case POSTGRES -> "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
        };
    return handle.createQuery(named).mapTo(String.class).list().stream()
        .filter(table ->
            !table.startsWith("flyway") && !table.startsWith("sqlite") && !table.equals("later"))
        .toList();
  }

  /** What a migration may do, by a node of its own: add columns that may be empty, and tables. */
  private void bringUp() {
    try (Store there = Store.open(TestDatabase.existing(settings))) {
      there.write(handle -> {
        tables(handle)
            .forEach(
                table -> handle.execute("ALTER TABLE " + table + " ADD COLUMN later VARCHAR(24)"));
        handle.execute("CREATE TABLE later (account_id VARCHAR(24) NOT NULL PRIMARY KEY)");
        return handle.execute(
            "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success)"
                + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, TRUE)");
      });
    }
  }
}

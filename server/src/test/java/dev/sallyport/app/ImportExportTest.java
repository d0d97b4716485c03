package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportExportTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
    house.succeed("account", "create", "other", "--plan", "starter");
  }

  private Ran importing(String text, String... more) {
    String[] all = new String[more.length + 5];
    System.arraycopy(new String[] {"allowlist", "import", "acme", "-", "--yes"}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return house.runWith(text, all);
  }

  private void assertNothingChanged() {
    assertThat(house.succeed("allowlist", "list", "acme", "--json").out())
        .contains("\"revision\":0");
  }

  @Test
  void importsCsvWithNamedColumnsInAnyOrder() {
    assertThat(importing("\uFEFFName,Address\r\n\"Office, first\",203.0.113.7\r\n\r\n").code())
        .isZero();
    assertThat(house.succeed("allowlist", "list", "acme", "--json").out())
        .contains("\"address\":\"203.0.113.7\",\"name\":\"Office, first\"");
  }

  @Test
  void importsCsvWithoutNamesOfColumns() {
    assertThat(importing("203.0.113.7,Office,paused,2099-01-01T00:00:00Z\n192.0.2.1,Home\n").code())
        .isZero();
    assertThat(house.succeed("allowlist", "list", "acme", "--json").out())
        .contains("\"status\":\"paused\",\"expires_at\":\"2099-01-01T00:00:00Z\"")
        .contains("\"total\":2", "\"revision\":1");
  }

  @Test
  void namesEntriesThatHaveNoName() {
    assertThat(importing("203.0.113.7\n192.0.2.1\n", "--name", "Imported").code()).isZero();
  }

  @Test
  void importsFromAFile() throws IOException {
    Path file = Files.writeString(home.resolve("a.csv"), "203.0.113.7,Office\n");
    house.succeed("allowlist", "import", "acme", file.toString(), "--yes");
  }

  @Test
  void tellsEveryBadLineByItsNumberAndChangesNothing() {
    Ran ran = importing("address,name\n203.0.113.7/24,A\n192.0.2.1,B\n\n010.0.0.1,C\n");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("line 2: address: ", "line 5: address: ", "Nothing was changed.")
        .doesNotContain("line 3");
    assertNothingChanged();
  }

  @Test
  void countsLinesInsideQuotationMarks() {
    Ran ran = importing("address,name\n192.0.2.1,\"two\nlines\"\nbad,C\n");
    assertThat(ran.err()).contains("line 2: name: ", "line 4: address: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "address,name\n192.0.2.1,\"open\n",
        "address,name\n192.0.2.1,\"a\"b\n",
        "address,name,color\n192.0.2.1,a,red\n",
        "address,name,name\n192.0.2.1,a,b\n",
        "address,name\n192.0.2.1,a,b\n",
        "address,name,expires_at\n192.0.2.1,a,tomorrow\n",
        "address,name,status\n192.0.2.1,a,sleeping\n",
        "address;name\n192.0.2.1;a\n",
        "192.0.2.1,a\n192.0.2.1,b\n",
        "",
        "[{\"address\":\"192.0.2.1\",\"name\":\"a\"},",
        "[{\"address\":\"192.0.2.1\",\"name\":1}]",
        "[{\"address\":\"192.0.2.1\",\"nam\":\"a\"}]",
        "[\"192.0.2.1\"]",
        "{\"address\":\"192.0.2.1\",\"name\":\"a\"}",
      })
  void refusesAFileThatIsNotAsItShouldBe(String text) {
    Ran ran = importing(text);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("Nothing was changed.");
    assertNothingChanged();
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(house.run("allowlist", "import", "acme", home + "/none.csv").err())
        .contains("There is no file");
  }

  @Test
  void importsJsonAndNumbersItsMistakes() {
    Ran ran =
        importing(
            "[{\"address\":\"192.0.2.1\",\"name\":\"a\"},{\"address\":\"10.1\",\"name\":\"b\"}]");
    assertThat(ran.err()).contains("entry 2: address: ");
    assertNothingChanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void whatIsExportedCanBeImported(String form) {
    importing(
        "[{\"address\":\"192.0.2.0/24\",\"name\":\"=HYPERLINK(\\\"x\\\")\",\"status\":\"paused\"},"
            + "{\"address\":\"2001:db8::/32\",\"name\":\"' =quoted, \\\"twice\\\"\"},"
            + "{\"address\":\"192.0.2.7\",\"name\":\"'-1\"},"
            + "{\"address\":\"192.0.2.8\",\"name\":\"@a;b\",\"expires_at\":\"2099-01-01T00:00:00.123Z\"},"
            + "{\"address\":\"192.0.2.9\",\"name\":\"Büro ☃\"}]");
    String exported = house.succeed("allowlist", "export", "acme", "--format", form).out();
    assertThat(house.runWith(exported, "allowlist", "import", "other", "-", "--yes").code())
        .isZero();
    assertThat(house.succeed("allowlist", "export", "other").out())
        .isEqualTo(house.succeed("allowlist", "export", "acme").out());
  }

  @Test
  void anExportedNameIsNoFormulaToASpreadsheet() {
    importing("[{\"address\":\"192.0.2.1\",\"name\":\"=1+1\"}]");
    assertThat(house.succeed("allowlist", "export", "acme").out()).contains("192.0.2.1,'=1+1,");
  }

  @Test
  void replacesTheWholeListAndKeepsTheIdsOfWhatStays() {
    importing("192.0.2.1,a\n192.0.2.2,b\n");
    String id = house.succeed("allowlist", "list", "acme", "--json").field("id");
    assertThat(importing("192.0.2.1,a\n192.0.2.3,c\n", "--replace").code()).isZero();
    assertThat(house.succeed("allowlist", "list", "acme", "--json").out())
        .contains(id, "192.0.2.3", "\"total\":2")
        .doesNotContain("192.0.2.2");
  }

  @Test
  void emptyingAListByReplacingItMustBeAcknowledged() {
    importing("192.0.2.1,a\n");
    Ran ran = house.runWith("address,name\n", "allowlist", "import", "acme", "-", "--replace");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("opens_account");
  }
}

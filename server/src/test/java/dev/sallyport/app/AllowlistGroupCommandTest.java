package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.CommandHouse.Ran;
import dev.sallyport.range.PublishedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllowlistGroupCommandTest {
  @TempDir private Path home;
  private CommandHouse house = new CommandHouse(Path.of(""));

  @BeforeEach
  void open() {
    house = new CommandHouse(home);
    house.succeed("account", "create", "acme", "--plan", "starter");
  }

  private Ran group(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "allowlist";
    all[1] = "group";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return house.run(all);
  }

  private String file(String text) throws Exception {
    return Files.writeString(home.resolve("ranges.csv"), text).toString();
  }

  @Test
  void aFileIsAddedPausedAndDeleted() throws Exception {
    String file = file("network,country\n192.0.2.0/24,SE\n198.51.100.0/24,DE\n");
    Ran added = group("add", "acme", file, "--name", "Partner", "--filter", "country=SE", "--yes");
    assertThat(added.out()).startsWith("Group Partner added, 1 networks of CSV. Revision 1.");
    assertThat(group("list", "acme").out())
        .contains("Partner", "active", "ranges.csv")
        .doesNotContain(file);
    assertThat(group("pause", "acme", "Partner").out()).contains("is paused");
    assertThat(group("list", "acme", "--json").out()).contains("\"status\":\"paused\"");
    assertThat(group("delete", "acme", "Partner", "--yes").code()).isZero();
    assertThat(group("list", "acme").out()).contains("There are no groups");
  }

  @Test
  void anEntryOfItIsNotRemovedAlone() throws Exception {
    group("add", "acme", file("192.0.2.0/24\n"), "--name", "Partner", "--yes");
    Ran removed = house.run("allowlist", "remove", "acme", "192.0.2.0/24", "--yes");
    assertThat(removed.code()).isEqualTo(1);
    assertThat(removed.err()).contains("192.0.2.0/24 belongs to the group Partner");
  }

  @Test
  void whatItWouldDoIsAskedFirst() throws Exception {
    assertThat(group("add", "acme", file("192.0.2.0/24\n"), "--name", "P", "--preview").code())
        .isZero();
    assertThat(group("add", "acme", file("192.0.2.0/24\n"), "--name", "P").err())
        .contains("closes_account", "--yes");
    assertThat(group("list", "acme").out()).contains("There are no groups");
  }

  @Test
  void aUrlThatLeadsInsideIsNotCalled() throws Exception {
    try (PublishedFile published = new PublishedFile("192.0.2.0/24\n")) {
      String[] add = {
        "add", "acme", published.url(), "--name", "P", "--yes", "--set", "range-files.http=true"
      };
      Ran refused = group(add);
      assertThat(refused.err()).contains("a network that is not called", "Nothing was changed.");
      assertThat(published.asked()).isEmpty();
    }
  }

  @Test
  void aUrlIsFollowedWhereItIsAllowed() throws Exception {
    house.environment("SALLYPORT_OUTGOING_ALLOW", "127.0.0.0/8");
    house.environment("SALLYPORT_RANGE_FILES_HTTP", "true");
    try (PublishedFile published = new PublishedFile("192.0.2.0/24\n")) {
      assertThat(group("add", "acme", published.url(), "--name", "P", "--yes").code()).isZero();
      published.publish("192.0.2.0/24\n198.51.100.0/24\n");
      assertThat(group("refresh", "acme", "P").out()).contains("2 networks");
      assertThat(group("edit", "acme", "P", "--name", "Q", "--no-daily").out())
          .startsWith("Group Q");
      assertThat(group("list", "acme", "--json").out()).contains("\"daily\":false");
    }
  }

  @Test
  void aFileThatIsNoneIsExplained() throws Exception {
    Ran refused = group("add", "acme", file("192.0.2.0/24\nhere\n"), "--name", "P", "--yes");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("line 2: ", "Nothing was changed.");
  }
}

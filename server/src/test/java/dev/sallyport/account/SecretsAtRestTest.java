package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thief of the database's files finds no secret in them. */
final class SecretsAtRestTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder = Path.of("unset");

  @Test
  void noSecretStandsInTheFilesInClear() throws IOException {
    try (TestHouse house = new TestHouse(TestDatabase.SQLITE.fresh(folder))) {
      String account = house.accounts.create("Acme", "starter").id();
      Member member = house.members.create(account, "o@example.com", PASSWORD, Role.OWNER);
      Sessions.NewSession session = house.sessions.start(member.id(), account);
      List<String> secrets =
          List.of(
              PASSWORD,
              session.secret(),
              session.session().csrfToken(),
              house.members.newSetupSecret(),
              house
                  .credentials
                  .createToken(account, "t", Set.of(Scope.EMAIL), Actor.commandLine())
                  .secret()
                  .substring(4),
              house.credentials.createSmtpUser(account, "s", Actor.commandLine()).secret());

      String bytes = contents(folder);

      assertThat(bytes).contains("o@example.com");
      for (String secret : secrets) {
        assertThat(bytes.contains(secret)).isFalse();
      }
    }
  }

  private static String contents(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}

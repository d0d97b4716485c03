package dev.sallyport.admission;

import dev.sallyport.account.AccountState;
import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.account.Credential;
import java.util.StringJoiner;

/**
 * The name of an account, and the names and usernames of its credentials: lines of one text, which
 * takes a third of the room of as many strings. No name has a line end in it.
 */
final class Names {
  private static final char END = '\n';

  private final String lines;

  /**
   * @throws IllegalArgumentException where one has a line end in it all the same
   */
  Names(AccountState state) {
    StringJoiner joined = new StringJoiner(String.valueOf(END), "", String.valueOf(END));
    joined.add(state.account().name());
    for (StoredCredential stored : state.credentials()) {
      Credential credential = stored.credential();
      joined.add(credential.name()).add(credential.username());
    }
    lines = joined.toString();
    if (lines.chars().filter(c -> c == END).count() != 1 + 2L * state.credentials().size()) {
      throw new IllegalArgumentException("A name has a line end in it");
    }
  }

  String ofAccount() {
    return line(0);
  }

  /** The name of the credential in that row. */
  String ofCredential(int row) {
    return line(1 + 2 * row);
  }

  /** The username of the SMTP user in that row; empty for an API token. */
  String username(int row) {
    return line(2 + 2 * row);
  }

  /** The row of the SMTP user with that name, or {@link CredentialTable#NONE}. */
  int findUser(String username) {
    if (username.isEmpty()) {
      return CredentialTable.NONE;
    }
    int line = 0;
    for (int from = 0; from < lines.length(); line++) {
      int end = lines.indexOf(END, from);
      boolean isUsername = line > 0 && line % 2 == 0;
      if (isUsername && end - from == username.length() && lines.startsWith(username, from)) {
        return line / 2 - 1;
      }
      from = end + 1;
    }
    return CredentialTable.NONE;
  }

  private String line(int number) {
    int from = 0;
    for (int line = 0; line < number; line++) {
      from = lines.indexOf(END, from) + 1;
    }
    return lines.substring(from, lines.indexOf(END, from));
  }
}

package dev.sallyport.admission;

import dev.sallyport.account.AccountState.StoredCredential;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Scope;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The credentials of one account: rows of equal width in one array, for a node may hold millions.
 * Their names are kept elsewhere. Immutable.
 */
final class CredentialTable {
  static final int NONE = -1;

  private static final int HASH = Id.BYTES;
  private static final int KIND = HASH + HashedSecret.BYTES;
  private static final int SCOPES = KIND + 1;
  private static final int WIDTH = SCOPES + 1;

  private static final int PAUSED = 1;
  private static final int SMTP_USER = 2;
  private static final List<Scope> EVERY_SCOPE = List.of(Scope.values());
  private static final List<Set<String>> WORDS =
      IntStream.range(0, 1 << EVERY_SCOPE.size()).mapToObj(CredentialTable::words).toList();

  private final byte[] rows;

  /**
   * @throws IllegalArgumentException where an id or a hash is not one
   */
  CredentialTable(List<StoredCredential> credentials) {
    ByteBuffer written = ByteBuffer.allocate(credentials.size() * WIDTH);
    for (StoredCredential stored : credentials) {
      Credential credential = stored.credential();
      Id.of(credential.id()).put(written);
      HashedSecret.ofHash(stored.secretHash()).put(written);
      int kind = credential.kind() == CredentialKind.SMTP_USER ? SMTP_USER : 0;
      written.put((byte) (credential.paused() ? kind | PAUSED : kind));
      written.put((byte) bits(credential.scopes()));
    }
    rows = written.array();
  }

  private static int bits(Set<Scope> scopes) {
    return scopes.stream().mapToInt(scope -> 1 << EVERY_SCOPE.indexOf(scope)).sum();
  }

  private static Set<String> words(int bits) {
    return EVERY_SCOPE.stream()
        .filter(scope -> (bits & 1 << EVERY_SCOPE.indexOf(scope)) != 0)
        .map(Scope::word)
        .collect(Collectors.toUnmodifiableSet());
  }

  int size() {
    return rows.length / WIDTH;
  }

  /** The row of the credential with that id, or {@link #NONE}. */
  int find(Id id) {
    for (int row = 0; row < size(); row++) {
      if (id(row).equals(id)) {
        return row;
      }
    }
    return NONE;
  }

  /** The row of the API token with that secret, or {@link #NONE}. */
  int findToken(HashedSecret secret) {
    for (int row = 0; row < size(); row++) {
      if (channel(row) == Channel.API && hash(row).isSame(secret)) {
        return row;
      }
    }
    return NONE;
  }

  Id id(int row) {
    return Id.at(ByteBuffer.wrap(rows), row * WIDTH);
  }

  HashedSecret hash(int row) {
    return HashedSecret.at(ByteBuffer.wrap(rows), row * WIDTH + HASH);
  }

  Channel channel(int row) {
    return (rows[row * WIDTH + KIND] & SMTP_USER) == 0 ? Channel.API : Channel.SMTP;
  }

  boolean isPaused(int row) {
    return (rows[row * WIDTH + KIND] & PAUSED) != 0;
  }

  /** The words of the scopes of an API token; none for an SMTP user. */
  Set<String> scopes(int row) {
    return WORDS.get(rows[row * WIDTH + SCOPES] & 0xff);
  }
}

package dev.sallyport.account;

import java.util.List;

/**
 * One account with all that decides its calls, read in one snapshot.
 *
 * @param changeNumber the number of its newest change
 * @param list the account's own list
 * @param credentialLists only lists that were ever changed
 */
public record AccountState(
    Account account,
    long changeNumber,
    Allowlist list,
    List<StoredCredential> credentials,
    List<Allowlist> credentialLists) {

  /**
   * A credential with the SHA-256 of its secret.
   *
   * @param secretHash 64 hexadecimal digits
   */
  public record StoredCredential(Credential credential, String secretHash) {
    /** Never the hash. */
    @Override
    public String toString() {
      return "StoredCredential[" + credential.id() + "]";
    }
  }
}

package dev.sallyport.account;

/**
 * Names a list: an account's, or a credential's own.
 *
 * @param credentialId empty for the account's list
 */
public record ListRef(String accountId, String credentialId) {
  public static ListRef ofAccount(String accountId) {
    return new ListRef(accountId, "");
  }

  public boolean isAccountList() {
    return credentialId.isEmpty();
  }
}

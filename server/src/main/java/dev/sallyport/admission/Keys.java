package dev.sallyport.admission;

/** What an account is found by: its id, an API token's secret, or an SMTP user's name. */
final class Keys {
  private Keys() {}

  record ById(Id id) implements AccountIndex.Key {
    @Override
    public long number() {
      return id.high();
    }

    @Override
    public boolean isOf(AccountPicture account) {
      return account.id().equals(id);
    }
  }

  record ByToken(HashedSecret secret) implements AccountIndex.Key {
    @Override
    public long number() {
      return secret.first();
    }

    @Override
    public boolean isOf(AccountPicture account) {
      return account.credentials().findToken(secret) != CredentialTable.NONE;
    }
  }

  record ByUser(String username) implements AccountIndex.Key {
    @Override
    public long number() {
      return username.hashCode();
    }

    @Override
    public boolean isOf(AccountPicture account) {
      return account.names().findUser(username) != CredentialTable.NONE;
    }
  }
}

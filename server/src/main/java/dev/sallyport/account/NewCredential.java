package dev.sallyport.account;

/** A credential just made, with its secret, which is shown once and kept as a hash only. */
public record NewCredential(Credential credential, String secret) {
  /** Never the secret. */
  @Override
  public String toString() {
    return "NewCredential[" + credential.id() + "]";
  }
}

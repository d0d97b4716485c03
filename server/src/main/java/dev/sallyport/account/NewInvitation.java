package dev.sallyport.account;

/**
 * An invitation just made.
 *
 * @param secret what its link ends in, known here and never again; 32 characters
 */
public record NewInvitation(Invitation invitation, String secret) {
  /** Never the secret. */
  @Override
  public String toString() {
    return "NewInvitation[" + invitation.id() + "]";
  }
}

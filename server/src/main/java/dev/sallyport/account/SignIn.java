package dev.sallyport.account;

/** How far a sign-in has come. */
public sealed interface SignIn {
  /** Both steps are done, or there is only one. */
  record Done(Member member) implements SignIn {}

  /**
   * The password is right; the code is owed.
   *
   * @param ticket to be shown with the code, within 5 minutes and 5 tries; 32 characters
   */
  record CodeOwed(String ticket) implements SignIn {
    /** Never the ticket. */
    @Override
    public String toString() {
      return "CodeOwed[]";
    }
  }

  /** The email and the password, or the code, do not match. */
  record Wrong() implements SignIn {}

  /** The ticket is too old, or all its tries are used up: the sign-in starts again. */
  record Expired() implements SignIn {}
}

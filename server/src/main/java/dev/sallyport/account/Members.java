package dev.sallyport.account;

import java.util.List;
import java.util.Optional;

/** The members and their sessions. Passwords are kept as Argon2id hashes. */
public final class Members {

  /** True until the first member is made, by whatever way. */
  public boolean none() {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a member, or gives the member of that email a place in one more account.
   *
   * @throws InvalidFieldException for a bad email or a password under 12 or over 200 characters
   */
  public Member create(String accountId, String email, String password, Role role) {
    throw new UnsupportedOperationException();
  }

  public List<MemberRow> list(String accountId) {
    throw new UnsupportedOperationException();
  }

  public List<Membership> memberships(String memberId) {
    throw new UnsupportedOperationException();
  }

  public Optional<Member> byId(String memberId) {
    throw new UnsupportedOperationException();
  }

  /** Ends the member's sessions too. */
  public void resetPassword(String email, String password) {
    throw new UnsupportedOperationException();
  }

  /** The member whose password this is. The same work whether or not the email is known. */
  public Optional<Member> authenticate(String email, String password) {
    throw new UnsupportedOperationException();
  }

  /** Starts a session; the secret goes into the cookie. */
  public NewSession startSession(String memberId, String accountId) {
    throw new UnsupportedOperationException();
  }

  /** The live session of that secret. */
  public Optional<Session> session(String secret) {
    throw new UnsupportedOperationException();
  }

  /** Looks at another account in this session; refused where the member has no place in it. */
  public boolean switchAccount(String sessionId, String accountId) {
    throw new UnsupportedOperationException();
  }

  public void endSession(String sessionId) {
    throw new UnsupportedOperationException();
  }

  /** A one-time link's secret for the first member; valid for an hour; only the newest is. */
  public String newSetupSecret() {
    throw new UnsupportedOperationException();
  }

  /** Whether that secret may still be used. */
  public boolean isSetupSecret(String secret) {
    throw new UnsupportedOperationException();
  }

  /** Uses the secret up and makes the first account and its owner, or says no. */
  public Optional<Member> setUp(
      String secret, String accountName, String plan, String email, String password) {
    throw new UnsupportedOperationException();
  }

  /** A member and the role in the account asked about. */
  public record MemberRow(Member member, Role role) {}

  /** A session just started, with its cookie's secret. */
  public record NewSession(Session session, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "NewSession[" + session.id() + "]";
    }
  }
}

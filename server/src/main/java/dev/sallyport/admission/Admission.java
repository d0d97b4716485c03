package dev.sallyport.admission;

import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from memory alone. Every method reads the picture that is live at that moment, so a
 * change binds the next step of a call already under way (PRODUCT rule 7).
 */
public final class Admission {
  private final Picture picture;
  private final Freshness freshness;
  private final Consumer<Call> calls;
  private final InstantSource clock;

  Admission(Picture picture, Freshness freshness, Consumer<Call> calls, InstantSource clock) {
    this.picture = picture;
    this.freshness = freshness;
    this.calls = calls;
    this.clock = clock;
  }

  /** Looks an API token up. The same work and the same answer whatever is wrong with it. */
  public Authentication byToken(String token) {
    if (!freshness.isGood()) {
      return new Authentication.Unavailable();
    }
    HashedSecret secret = HashedSecret.of(token);
    AccountPicture account = picture.ofToken(secret);
    return told(account == null ? null : account.holderOfToken(secret));
  }

  /** Looks an SMTP user up. The same work and the same answer whatever is wrong with it. */
  public Authentication bySmtpUser(String username, String password) {
    if (!freshness.isGood()) {
      return new Authentication.Unavailable();
    }
    HashedSecret secret = HashedSecret.of(password);
    AccountPicture account = picture.ofSmtpUser(username);
    return told(account == null ? null : account.smtpUser(username, secret));
  }

  private static Authentication told(@Nullable Caller caller) {
    return caller == null ? new Authentication.Refused() : new Authentication.Authenticated(caller);
  }

  /** Whether this caller may go on from this address, now. */
  public Decision decide(Caller caller, IpAddress client) {
    if (!freshness.isGood() || picture.isUnknown(caller.accountId())) {
      return new Decision.ListUnknown();
    }
    AccountPicture account = picture.account(caller.accountId());
    return account == null
        ? new Decision.CredentialGone()
        : account.decide(caller.credentialId(), client, clock.millis());
  }

  /**
   * Counts a decided call; waits for nothing. Asked by each door once for a call, at its end where
   * it was denied.
   *
   * @param letIn whether it went on
   */
  public void count(Caller caller, IpAddress client, Decision decision, boolean letIn) {
    Counted counted = Counted.of(decision);
    if (counted != null) {
      calls.accept(
          new Call(
              caller.accountId(),
              caller.credentialId(),
              caller.channel().word(),
              client,
              counted.entryId(),
              counted.reason(),
              letIn));
    }
  }

  /** Whether the account has named the domains it sends from (PRODUCT rule 12). */
  public boolean hasDomains(Caller caller) {
    AccountPicture account = picture.account(caller.accountId());
    return account != null && account.hasDomains();
  }

  /** Whether the account may send from this address's domain; true where it has named none. */
  public boolean maySendAs(Caller caller, String address) {
    AccountPicture account = picture.account(caller.accountId());
    return account == null || account.maySendAs(address);
  }

  /** The name of the account's plan, as it is now. */
  public Optional<String> plan(Caller caller) {
    return Optional.ofNullable(picture.account(caller.accountId())).map(AccountPicture::plan);
  }
}

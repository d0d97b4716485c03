package dev.sallyport.admission;

import dev.sallyport.allowlist.IpAddress;

/**
 * Decides, from memory alone. Every method reads the picture that is live at that moment, so a
 * change binds the next step of a call already under way (PRODUCT rule 7).
 */
public final class Admission {

  /** Looks an API token up. The same work and the same answer whatever is wrong with it. */
  public Authentication byToken(String token) {
    throw new UnsupportedOperationException();
  }

  /** Looks an SMTP user up. The same work and the same answer whatever is wrong with it. */
  public Authentication bySmtpUser(String username, String password) {
    throw new UnsupportedOperationException();
  }

  /** Whether this caller may go on from this address, now. */
  public Decision decide(Caller caller, IpAddress client) {
    throw new UnsupportedOperationException();
  }

  /** Whether the account may send from this address's domain; true where it has no domains. */
  public boolean maySendAs(Caller caller, String address) {
    throw new UnsupportedOperationException();
  }
}

package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.util.Locale;

/**
 * The one address that all calls of an account came from within {@value #DAYS} days.
 *
 * @param credentials how many credentials were used from it
 * @param calls how many calls there were
 */
public record OneAddress(Network address, int credentials, long calls) {
  /** How far is looked back. */
  public static final int DAYS = 30;

  private static final int MANY_CREDENTIALS = 3;
  private static final long MANY_CALLS = 1_000;

  /** Whether it is so much that one may doubt that it is one machine. */
  public boolean doubtful() {
    return credentials >= MANY_CREDENTIALS || calls >= MANY_CALLS;
  }

  /** What to make of it, in sentences for whoever looks after the account. */
  public String hint() {
    return String.format(
        Locale.ROOT,
        "Every call of the last %d days came from %s: %,d, by %s. Where that is more than one"
            + " machine, a proxy that is not trusted or a NAT stands in front, and the list can't"
            + " tell callers apart. For HTTP see the settings proxy.trusted and"
            + " http.client-header; for a balancer that speaks the PROXY protocol,"
            + " http.proxy-protocol and smtp.proxy-protocol.",
        DAYS,
        address,
        calls,
        credentials == 1 ? "1 credential" : credentials + " credentials");
  }
}

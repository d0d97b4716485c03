package dev.sallyport.dashboard;

import dev.sallyport.admission.Site;
import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing of passwords down by where it comes from: ten tries in five minutes from an IPv4
 * address or an IPv6 /64, whatever the email. No member is ever locked out by someone else's tries.
 * At most 10,000 addresses are remembered, those longest silent forgotten first.
 */
final class SignInThrottle {
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int TRIES = 10;
  private static final int MAX_ADDRESSES = 10_000;

  private final Map<Site, Tries> addresses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Site, Tries> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** Counts a try from now on; false where there were too many. */
  synchronized boolean begin(IpAddress client, Instant now) {
    Tries tries = addresses.get(Site.of(client));
    if (tries == null || !now.isBefore(tries.first().plus(WINDOW))) {
      addresses.put(Site.of(client), new Tries(now, 1));
      return true;
    }
    if (tries.count() >= TRIES) {
      return false;
    }
    addresses.put(Site.of(client), new Tries(tries.first(), tries.count() + 1));
    return true;
  }

  /** Takes a try back that turned out to be right. */
  synchronized void succeeded(IpAddress client) {
    addresses.computeIfPresent(
        Site.of(client), (site, tries) -> new Tries(tries.first(), Math.max(0, tries.count() - 1)));
  }

  private record Tries(Instant first, int count) {}
}

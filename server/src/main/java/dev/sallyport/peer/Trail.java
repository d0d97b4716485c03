package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** The hops from the socket towards the client, as they are found. */
final class Trail {

  private final IpAddress remote;
  private final List<Hop> hops = new ArrayList<>();

  private IpAddress current;
  private String given;
  private String source = "socket";
  private boolean mayAuthenticate = true;
  private boolean throughProxy;

  Trail(IpAddress remote) {
    this.remote = remote;
    this.current = remote;
    this.given = remote.toString();
  }

  /** The hop reached, of which it is still open whether it is the client. */
  IpAddress current() {
    return current;
  }

  /** The peer is trusted and its PROXY header names where it was called from. */
  Trail proxied(IpAddress address) {
    leave("In proxy.trusted, so its PROXY header was believed.");
    arrive(address.toString(), address, "proxy-protocol");
    return this;
  }

  /** The peer is trusted and its PROXY header names nobody. */
  Trail unnamed(String word) {
    leave(
        "In proxy.trusted, but its PROXY header names no caller (%s), so no credential is taken."
            .formatted(word));
    arrive(given, current, "proxy-protocol");
    mayAuthenticate = false;
    return this;
  }

  /** The hop reached is trusted and says where it was called from. */
  void follow(String givenNext, IpAddress next, String nextSource) {
    leave("In proxy.trusted, so the hop it names was believed.");
    arrive(givenNext, next, nextSource);
  }

  PeerResult endAtUntrusted(String addition) {
    return end(false, "Not in proxy.trusted, so this is the client." + addition);
  }

  PeerResult endAtTrusted(String why) {
    return end(true, "In proxy.trusted, but " + why + ", so this is the client.");
  }

  private void leave(String reason) {
    hops.add(new Hop(given, source, true, reason));
  }

  private void arrive(String nextGiven, IpAddress next, String nextSource) {
    given = nextGiven;
    current = next;
    source = nextSource;
    throughProxy = true;
  }

  private PeerResult end(boolean trusted, String reason) {
    hops.add(new Hop(given, source, trusted, reason));
    return new PeerResult.Known(new Peer(remote, current, hops, mayAuthenticate, throughProxy));
  }
}

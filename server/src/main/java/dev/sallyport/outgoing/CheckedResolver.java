package dev.sallyport.outgoing;

import dev.sallyport.allowlist.IpAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Finds a host's addresses once and lets them out only if all of them may be called. What comes out
 * of here is what the client connects to, so a name that answers differently the next time gains
 * nothing.
 */
final class CheckedResolver implements SocketAddressResolver {
  /** A host with more addresses is tried at the first of them. */
  private static final int MOST_ADDRESSES = 4;

  private final Names names;
  private final Reach reach;
  private final Executor executor;

  /**
   * @param executor where questions wait for their answer
   */
  CheckedResolver(Names names, Reach reach, Executor executor) {
    this.names = names;
    this.reach = reach;
    this.executor = executor;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    executor.execute(() -> {
      List<InetSocketAddress> found;
      try {
        found = find(host, port);
      } catch (OutOfReachException | UnknownHostException | RuntimeException e) {
        promise.failed(e);
        return;
      }
      promise.succeeded(found);
    });
  }

  private List<InetSocketAddress> find(String host, int port)
      throws UnknownHostException, OutOfReachException {
    List<InetSocketAddress> found = new ArrayList<>();
    for (InetAddress address : names.addresses(bare(host))) {
      if (isScoped(address) || !reach.holds(IpAddress.ofBytes(address.getAddress()))) {
        // The address itself is not told: inside names are none of the asker's business.
        throw new OutOfReachException(
            "“"
                + host
                + "” has an address in a network that is not called: private, loopback, link-local"
                + " or reserved. The operator can allow networks by outgoing.allow.");
      }
      if (found.size() < MOST_ADDRESSES) {
        // The name stays with the address: TLS verifies the server by it.
        found.add(
            new InetSocketAddress(
                InetAddress.getByAddress(bare(host), address.getAddress()), port));
      }
    }
    return found;
  }

  private static boolean isScoped(InetAddress address) {
    return address instanceof Inet6Address v6 && v6.getScopeId() != 0;
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}

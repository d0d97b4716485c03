package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection while its PROXY header is read, to the last byte and not beyond, before TLS or HTTP
 * takes it over. Without a good header in time it is closed, and nothing is answered.
 */
final class ProxyConnection extends AbstractConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ProxyConnection.class);

  private static final long DEADLINE_SECONDS = 10;

  private final PeerEndPoint endPoint;
  private final Connector connector;
  private final TrustedProxies proxies;
  private final String next;
  private final ProxyHeaderParser parser = new ProxyHeaderParser();
  private Scheduler.@Nullable Task deadline;

  ProxyConnection(PeerEndPoint endPoint, Connector connector, TrustedProxies proxies, String next) {
    super(endPoint, connector.getExecutor());
    this.endPoint = endPoint;
    this.connector = connector;
    this.proxies = proxies;
    this.next = next;
  }

  @Override
  public void onOpen() {
    super.onOpen();
    if (!isTrusted()) {
      refuse(new ProxyHeaderException("the peer is not in proxy.trusted"));
      return;
    }
    // For the header as a whole; the idle timeout alone would let it drip.
    deadline =
        connector
            .getScheduler()
            .schedule(
                () -> refuse(new TimeoutException("no PROXY header in time")),
                DEADLINE_SECONDS,
                TimeUnit.SECONDS);
    fillInterested();
  }

  @Override
  public void onFillable() {
    try {
      ProxyHeader header = read();
      if (header == null) {
        fillInterested();
        return;
      }
      cancelDeadline();
      endPoint.header(header);
      ConnectionFactory factory = connector.getConnectionFactory(next);
      endPoint.upgrade(factory.newConnection(connector, endPoint));
    } catch (IOException e) {
      refuse(e);
    }
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    cancelDeadline();
    super.onClose(cause);
  }

  /** The header, or null where more of it is still to come. */
  private @Nullable ProxyHeader read() throws IOException {
    while (parser.wanted() > 0) {
      ByteBuffer buffer = BufferUtil.allocate(parser.wanted());
      int count = endPoint.fill(buffer);
      if (count < 0) {
        throw new ProxyHeaderException("the connection ended before its PROXY header did");
      }
      if (count == 0) {
        return null;
      }
      parser.take(BufferUtil.toArray(buffer), 0, count);
    }
    return parser.result();
  }

  private boolean isTrusted() {
    return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote
        && proxies.contain(IpAddress.ofBytes(remote.getAddress().getAddress()));
  }

  private void refuse(Exception why) {
    LOG.debug("closing {}: {}", endPoint.getRemoteSocketAddress(), why.getMessage());
    endPoint.close(why);
  }

  private void cancelDeadline() {
    Scheduler.Task task = deadline;
    if (task != null) {
      task.cancel();
    }
  }
}

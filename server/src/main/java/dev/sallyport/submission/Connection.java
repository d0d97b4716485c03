package dev.sallyport.submission;

import dev.sallyport.admission.Site;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.peer.ClientAddress;
import dev.sallyport.peer.ClientHeader;
import dev.sallyport.peer.Peer;
import dev.sallyport.peer.PeerResult;
import dev.sallyport.peer.ProxyHeader;
import dev.sallyport.peer.ProxyHeaderException;
import dev.sallyport.peer.ProxyHeaderReader;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from its first byte to its last: who calls, TLS, then the session. */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** Whether a stopping server may end it. */
  private enum State {
    BUSY,
    IDLE,
    ENDED
  }

  private final Socket socket;
  private final Security security;
  private final Parts parts;
  private final Connections connections;
  private final Patience patience;
  private final Wire wire;
  private final AtomicReference<State> state = new AtomicReference<>(State.BUSY);

  Connection(Socket socket, Security security, Parts parts, Connections connections)
      throws IOException {
    this.socket = socket;
    this.security = security;
    this.parts = parts;
    this.connections = connections;
    this.patience = new Patience(socket, parts.limits().write());
    this.wire = new Wire(socket, patience);
  }

  void serve() {
    parts.watchman().watch(patience);
    try (socket) {
      socket.setTcpNoDelay(true);
      Peer peer = peer();
      if (peer != null) {
        serve(peer);
      }
    } catch (IOException gone) {
      LOG.debug("{}: connection lost: {}", socket.getRemoteSocketAddress(), gone.toString());
    } finally {
      parts.watchman().forget(patience);
    }
  }

  /** Who is calling; null where that can't be told or nobody may call from there. */
  private @Nullable Peer peer() throws IOException {
    SubmissionSettings settings = parts.settings();
    ProxyHeader header = new ProxyHeader.None();
    if (settings.proxyProtocol()) {
      IpAddress remote = IpAddress.ofBytes(socket.getInetAddress().getAddress());
      if (!settings.proxies().contain(remote)) {
        LOG.info("{} is not in proxy.trusted, so it may not connect here", remote);
        sayGoodbye(Texts.NOT_A_TRUSTED_PROXY);
        return null;
      }
      try {
        header = ProxyHeaderReader.read(socket, parts.limits().preface());
      } catch (ProxyHeaderException malformed) {
        LOG.info("{} sent no PROXY header to go by: {}", remote, malformed.getMessage());
        sayGoodbye(Texts.NO_PROXY_HEADER);
        return null;
      }
    }
    ClientAddress addresses = new ClientAddress(settings.proxies(), ClientHeader.NONE);
    return switch (addresses.of(socket.getInetAddress(), header)) {
      case PeerResult.Known(Peer peer) -> peer;
      case PeerResult.Malformed(String message) -> {
        LOG.info("{}", message);
        sayGoodbye(Texts.NO_PROXY_HEADER);
        yield null;
      }
    };
  }

  private void serve(Peer peer) throws IOException {
    Site site = Site.of(peer.client());
    if (!parts.sites().enter(site)) {
      sayGoodbye(Texts.TOO_MANY_FROM_ADDRESS);
      return;
    }
    try {
      if (security == Security.TLS) {
        secure();
      }
      new Session(this, wire, peer, parts).run();
      wire.close(parts.limits().linger(), parts.settings().maxBytes());
    } finally {
      parts.sites().leave(site);
    }
  }

  /** Makes the connection TLS; what was read but not used is forgotten. */
  void secure() throws IOException {
    wire.secure(parts.tls().get(), parts.limits().preface());
    parts.counters().secured.increment();
  }

  /** Turns the client away, with a word in the clear only: one that awaits TLS can't read it. */
  private void sayGoodbye(Reply reply) throws IOException {
    parts.counters().turnedAway.increment();
    if (security == Security.STARTTLS) {
      wire.replies().write(reply);
      wire.close(parts.limits().linger(), parts.settings().maxBytes());
    }
  }

  /**
   * Nothing is under way: the client is waited for.
   *
   * @return false where the server stops and the session should end itself
   */
  boolean rest() {
    state.set(State.IDLE);
    return !connections.isStopping() || !state.compareAndSet(State.IDLE, State.BUSY);
  }

  /** The client has spoken; false where the session was ended meanwhile. */
  boolean wake() {
    return state.compareAndSet(State.IDLE, State.BUSY) || state.get() == State.BUSY;
  }

  boolean isStopping() {
    return connections.isStopping();
  }

  /** By a stopping server's thread: says 421 and closes, where the client is waited for. */
  void endIfIdle() {
    if (state.compareAndSet(State.IDLE, State.ENDED)) {
      try {
        wire.replies().write(Texts.STOPPING);
        wire.endOutput();
      } catch (IOException gone) {
        LOG.debug("a client went away before it could be told", gone);
      }
      cutOff();
    }
  }

  void cutOff() {
    patience.end();
  }
}

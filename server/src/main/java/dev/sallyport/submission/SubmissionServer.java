package dev.sallyport.submission;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Throttle;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Tally;
import dev.sallyport.message.SpoolFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The SMTP door: listens, and speaks with each client on a virtual thread of its own. */
public final class SubmissionServer implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final SubmissionCounters counters;
  private final Connections connections;
  private final List<Listener> plain = new ArrayList<>();
  private final List<Listener> tls = new ArrayList<>();
  private final Thread watching;

  private SubmissionServer(Parts parts) {
    this.counters = parts.counters();
    this.connections = new Connections(parts);
    this.watching = Thread.ofVirtual().name("smtp-watchman").start(parts.watchman());
  }

  /**
   * Starts a server; it accepts on all its addresses when this returns.
   *
   * @param throttle shared with whatever else asks for a password
   * @param certificate asked for each handshake; the same context as long as the certificate is the
   *     same, so that TLS sessions can be resumed
   * @throws IOException if an address can't be bound; then none is
   */
  public static SubmissionServer start(
      SubmissionSettings settings,
      Admission admission,
      Intake intake,
      Tally tally,
      Throttle throttle,
      SpoolFolder spool,
      Supplier<SSLContext> certificate)
      throws IOException {
    Limits limits = settings.limits();
    SubmissionServer server =
        new SubmissionServer(
            new Parts(
                settings,
                admission,
                intake,
                tally,
                throttle,
                spool,
                certificate,
                new SubmissionCounters(),
                new Census<>(limits.sessionsPerSite()),
                new Census<>(limits.sessionsPerAccount()),
                new Turns(limits.messagesPerAccount(), limits.turn()),
                new Watchman()));
    try {
      server.bind(settings.listen(), Security.STARTTLS, server.plain);
      server.bind(settings.tlsListen(), Security.TLS, server.tls);
    } catch (IOException notBound) {
      server.stop(Duration.ZERO);
      throw notBound;
    }
    server.plain.forEach(Listener::start);
    server.tls.forEach(Listener::start);
    return server;
  }

  private void bind(List<InetSocketAddress> addresses, Security security, List<Listener> into)
      throws IOException {
    for (InetSocketAddress address : addresses) {
      into.add(Listener.bind(address, security, connections));
    }
  }

  /** Where it listens for STARTTLS, ports as they were bound. */
  public List<InetSocketAddress> addresses() {
    return plain.stream().map(Listener::address).toList();
  }

  /** Where it listens for TLS from the first byte, ports as they were bound. */
  public List<InetSocketAddress> tlsAddresses() {
    return tls.stream().map(Listener::address).toList();
  }

  public SubmissionCounters counters() {
    return counters;
  }

  /**
   * Stops: accepts no more, tells idle sessions 421, lets a message under way come to its end.
   *
   * @param most how long that may take before the rest is cut off
   */
  public void stop(Duration most) {
    plain.forEach(Listener::close);
    tls.forEach(Listener::close);
    connections.stop(most);
    watching.interrupt();
  }

  @Override
  public void close() {
    stop(STOP);
  }
}

package dev.sallyport.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A real SMTP server for tests: keeps each message with its exact bytes and envelope, and does at
 * any {@link Step} what it is told to.
 *
 * <pre>{@code
 * try (FakeRelay relay = FakeRelay.start()) {
 *   relay.enqueue(Step.RCPT, Act.say("550 5.1.1 No such user"));
 *   … relay.url() …
 *   ReceivedMessage message = relay.take();
 * }
 * }</pre>
 */
public final class FakeRelay implements AutoCloseable {

  /** How long {@link #take} and {@link #await} wait before they fail. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Options options;
  private final ServerSocket listener;
  private final Thread accepting;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<Step, Queue<Act>> queued = new EnumMap<>(Step.class);
  private final Map<Step, Act> standing = new EnumMap<>(Step.class);
  private final Map<String, Act> byRecipient = new ConcurrentHashMap<>();
  private final BlockingQueue<ReceivedMessage> untaken = new LinkedBlockingQueue<>();
  private final List<ReceivedMessage> accepted = new CopyOnWriteArrayList<>();
  private final List<ReceivedMessage> seen = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private FakeRelay(Options options) {
    this.options = options;
    try {
      this.listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral(options.address), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.accepting = Thread.ofVirtual().name("fake-relay").unstarted(this::accept);
  }

  /** A relay on a free port of 127.0.0.1 that takes everything, without TLS or AUTH. */
  public static FakeRelay start() {
    return with().start();
  }

  /** A relay to be configured, then started. */
  public static Options with() {
    return new Options();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The value of {@code relay.url} that reaches this relay, without user and password. */
  public String url() {
    return (options.implicitTls ? "smtps://" : "smtp://") + options.address + ":" + port();
  }

  /** The value of {@code relay.url} that reaches this relay and shows it these. */
  public String url(String user, String password) {
    return url().replace("://", "://" + user + ":" + password + "@");
  }

  /** The next time this step is reached, this is done; several are used up in order. */
  public synchronized FakeRelay enqueue(Step step, Act act) {
    queued.computeIfAbsent(step, s -> new ArrayDeque<>()).add(act);
    return this;
  }

  /** Whenever this step is reached and nothing is enqueued for it, this is done. */
  public synchronized FakeRelay always(Step step, Act act) {
    standing.put(step, act);
    return this;
  }

  /** Whenever RCPT names this address and nothing is enqueued for RCPT, this is done. */
  public FakeRelay onRecipient(String address, Act act) {
    byRecipient.put(address, act);
    return this;
  }

  /** The next message accepted and not yet taken; fails when none comes in time. */
  public ReceivedMessage take() {
    try {
      ReceivedMessage message = untaken.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (message == null) {
        throw new AssertionError("no message arrived; the commands were " + commands);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** All messages accepted so far. */
  public List<ReceivedMessage> messages() {
    return List.copyOf(accepted);
  }

  /** All messages whose final dot came, whatever was said to it. */
  public List<ReceivedMessage> seen() {
    return List.copyOf(seen);
  }

  /** All command lines so far, of all connections, without the data and what AUTH hides. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** How many connections were ever accepted. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** Waits until this holds; fails when it does not in time. */
  public static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain");
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /** Cuts all connections, as a restart would, and goes on listening. */
  public void dropConnections() {
    open.forEach(FakeRelay::shut);
    await(open::isEmpty);
  }

  @Override
  public void close() {
    try {
      listener.close();
      // The socket goes once nothing waits on it; until then it still takes connections.
      if (!accepting.join(Duration.ofSeconds(10))) {
        throw new IllegalStateException("the fake relay still accepts");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(FakeRelay::shut);
  }

  Options options() {
    return options;
  }

  void heard(String command) {
    commands.add(command);
  }

  void completed(ReceivedMessage message) {
    seen.add(message);
  }

  void accepted(ReceivedMessage message) {
    accepted.add(message);
    untaken.add(message);
  }

  synchronized Act next(Step step) {
    Queue<Act> queue = queued.get(step);
    Act act = queue == null ? null : queue.poll();
    if (act != null) {
      return act;
    }
    return standing.getOrDefault(step, Act.usual());
  }

  Act nextForRecipient(String address) {
    Act act = next(Step.RCPT);
    return act instanceof Act.Usual ? byRecipient.getOrDefault(address, act) : act;
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        int number = connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().name("fake-relay-" + number).start(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try {
      new FakeRelaySession(this, socket, number).run();
    } catch (IOException e) {
      // The other side went away, or the relay was closed: the end of the session either way.
    } finally {
      shut(socket);
      open.remove(socket);
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a relay offers. */
  public static final class Options {

    final Set<String> extensions =
        new LinkedHashSet<>(
            List.of("PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"));
    String address = "127.0.0.1";
    @Nullable SSLContext tls;
    boolean implicitTls;
    String user = "";
    String password = "";

    private Options() {}

    /** Listens on this address instead of 127.0.0.1. */
    public Options address(String literal) {
      address = literal;
      return this;
    }

    /** Leaves out an extension, named by its keyword. */
    public Options without(String keyword) {
      extensions.removeIf(e -> e.toUpperCase(Locale.ROOT).split(" ", 2)[0].equals(keyword));
      return this;
    }

    /** Offers an extension, with its parameters. */
    public Options offering(String extension) {
      extensions.add(extension);
      return this;
    }

    /** Offers STARTTLS. */
    public Options startTls(SSLContext context) {
      tls = context;
      return this;
    }

    /** Speaks TLS from the first byte. */
    public Options implicitTls(SSLContext context) {
      tls = context;
      implicitTls = true;
      return this;
    }

    /** Offers AUTH PLAIN and LOGIN, and takes MAIL only after it. */
    public Options login(String user, String password) {
      this.user = user;
      this.password = password;
      return offering("AUTH PLAIN LOGIN");
    }

    public FakeRelay start() {
      FakeRelay relay = new FakeRelay(this);
      relay.accepting.start();
      return relay;
    }
  }
}

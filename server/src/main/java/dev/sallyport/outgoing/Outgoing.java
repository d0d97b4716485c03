package dev.sallyport.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.outgoing.CallResult.Failed;
import dev.sallyport.outgoing.CallResult.Refused;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for addresses that somebody told us to call. A host's addresses are asked for
 * once, all of them are held against the {@link Reach}, and the connection goes to one of those; by
 * TLS the server is still verified by its name. It uses no proxy, keeps no cookie, follows no
 * redirect, unpacks nothing, and a connection serves one call.
 */
public final class Outgoing implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int THREADS = 8;
  private static final int LOOKUPS = 4;
  private static final int LOOKUPS_WAITING = 256;
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  private static final List<String> ANSWERING =
      List.of(
          RedirectProtocolHandler.NAME,
          WWWAuthenticationProtocolHandler.NAME,
          ProxyAuthenticationProtocolHandler.NAME);

  private final HttpClient client;
  private final ThreadPoolExecutor lookups;

  /**
   * Starts it.
   *
   * @param userAgent what it calls itself, such as {@code Sallyport/0.1.0}
   */
  public Outgoing(Reach reach, String userAgent) {
    this(reach, userAgent, InetAddress::getAllByName, null);
  }

  /**
   * @param tls whom to trust; null for the platform's authorities
   */
  Outgoing(Reach reach, String userAgent, Names names, @Nullable SSLContext tls) {
    lookups =
        new ThreadPoolExecutor(
            LOOKUPS,
            LOOKUPS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(LOOKUPS_WAITING),
            Thread.ofPlatform().daemon().name("outgoing-names-", 0).factory());
    lookups.allowCoreThreadTimeOut(true);

    SslContextFactory.Client trust = new SslContextFactory.Client();
    if (tls != null) {
      trust.setSslContext(tls);
    }
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1, 10_000);
    threads.setName("outgoing");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    connector.setSslContextFactory(trust);
    client = new HttpClient(new HttpClientTransportDynamic(connector));
    client.setExecutor(threads);
    client.setSocketAddressResolver(new CheckedResolver(names, reach, lookups));
    client.setConnectTimeout(CONNECT.toMillis());
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, userAgent));
    client.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
    client.setDestinationIdleTimeout(10_000);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not start", e);
    }
    // These would unpack answers past the bound on their size, follow, and answer to challenges.
    client.getContentDecoderFactories().clear();
    for (String handler : ANSWERING) {
      client.getProtocolHandlers().remove(handler);
    }
  }

  /**
   * Makes a call and waits for its end, at most as long as the call says.
   *
   * @throws InterruptedException where the waiting thread was interrupted
   */
  public CallResult call(Call call) throws InterruptedException {
    Request request =
        client
            .newRequest(call.target().uri())
            .method(call.body() == null ? HttpMethod.GET : HttpMethod.POST)
            .timeout(call.longest().toMillis(), TimeUnit.MILLISECONDS)
            .headers(headers -> {
              headers.put(HttpHeader.CONNECTION, "close");
              call.headers().forEach(headers::put);
            });
    String body = call.body();
    if (body != null) {
      request.body(new BytesRequestContent(body.getBytes(UTF_8)));
    }
    BoundedAnswer answer = new BoundedAnswer(call.mostBytes());
    try {
      request.send(answer);
    } catch (RejectedExecutionException e) {
      return new Failed("Too many calls are under way.");
    }
    try {
      return answer.await();
    } catch (BoundedAnswer.FailedException e) {
      return failure(e.getCause());
    } catch (InterruptedException e) {
      var _ = request.abort(e);
      throw e;
    }
  }

  /** Says what went wrong without a word from inside, such as an address or a stack's message. */
  private static CallResult failure(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      switch (each) {
        case OutOfReachException refused -> {
          return new Refused(String.valueOf(refused.getMessage()));
        }
        case UnknownHostException _ -> {
          return new Failed("The host's name was not found.");
        }
        case SSLException _ -> {
          return new Failed(
              "TLS failed. Look whether the server's certificate is valid for its name.");
        }
        case SocketTimeoutException _ -> {
          return new Failed("The server did not accept the connection in time.");
        }
        case TimeoutException _ -> {
          return new Failed("The server did not answer in time.");
        }
        case ConnectException _ -> {
          return new Failed("The server did not accept the connection.");
        }
        default -> {}
      }
    }
    return new Failed("The connection broke before the whole answer was there.");
  }

  @Override
  public void close() {
    LifeCycle.stop(client);
    lookups.shutdownNow();
  }
}

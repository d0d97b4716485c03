package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The relay that is one SMTP server or several, the first that works being used. Connections are
 * kept and used again; a server that failed is passed over for a moment.
 */
public final class SmtpRelay implements Relay {

  private final Deadlines deadlines;
  private final List<Upstream> upstreams;
  private volatile boolean closed;

  /**
   * A relay; nothing is connected yet.
   *
   * @param urls in the order of trying
   * @param timeout for the reply to a message, more than 0 and at most 24 hours; other waits are
   *     shorter
   */
  public SmtpRelay(List<RelayUrl> urls, Duration timeout) {
    this(urls, RelayTerms.usual(timeout));
  }

  SmtpRelay(List<RelayUrl> urls, RelayTerms terms) {
    List<Upstream> all = new ArrayList<>();
    this.deadlines = new Deadlines(() -> all.forEach(Upstream::tidy));
    urls.forEach(url -> all.add(new Upstream(url, terms, deadlines)));
    this.upstreams = List.copyOf(all);
  }

  @Override
  public Opening open(ReversePath from) {
    if (!EnvelopePath.isSafe(from.address())) {
      return new Opening.Refused(OwnReply.NO_SENDER);
    }
    List<String> causes = new ArrayList<>();
    if (closed) {
      return new Opening.Away("we are shutting down");
    }
    for (Upstream upstream : inOrder()) {
      try {
        Upstream.Begun begun = upstream.begin(from, from.eightBit());
        if (begun.reply().isPositive()) {
          return new Opening.Opened(new SmtpTransaction(this, from, begun.lease()));
        }
        begun.lease().giveBack();
        return new Opening.Refused(begun.reply());
      } catch (LostException e) {
        causes.add(String.valueOf(e.getMessage()));
      }
    }
    return new Opening.Away(String.join("; ", causes));
  }

  /** Those that work first; those that failed a moment ago last, for then they are all there is. */
  List<Upstream> inOrder() {
    List<Upstream> order = new ArrayList<>(upstreams.size());
    List<Upstream> resting = new ArrayList<>();
    for (Upstream upstream : upstreams) {
      (upstream.isResting() ? resting : order).add(upstream);
    }
    order.addAll(resting);
    return order;
  }

  /** How many connections are open, in use or kept. */
  public int connections() {
    return deadlines.watched();
  }

  @Override
  public void close() {
    closed = true;
    List<Thread> farewells = new ArrayList<>();
    upstreams.forEach(upstream -> farewells.addAll(upstream.close()));
    deadlines.end();
    try {
      for (Thread farewell : farewells) {
        farewell.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

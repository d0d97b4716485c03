package dev.sallyport.chaos;

import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages from one address, and each that was not accepted or refused for good once or twice
 * more, as mail programs do. By HTTP or by SMTP.
 */
final class Sender implements AutoCloseable {
  /** More than the relay is given for its reply. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int TRIES = 3;
  private static final int MESSAGES_A_SESSION = 6;

  /** Where a try goes. */
  record Target(String node, IntSupplier http, IntSupplier smtp) {
    static Target of(Node node) {
      return new Target(node.name(), node::http, node::smtp);
    }
  }

  private final List<Target> targets;
  private final House.Tenant tenant;
  private final String from;
  private final boolean bySmtp;
  private final boolean keepAlive;
  private final History history;
  private final Random random;
  private final String prefix;
  private int made;
  private @Nullable SmtpCaller session;
  private @Nullable HttpCaller connection;
  private Target at;
  private int sentInSession;

  /**
   * @param keepAlive whether an HTTP connection is kept; SMTP sessions are, for a few messages
   * @param prefix of its messages' ids, unlike any other sender's
   */
  Sender(
      List<Target> targets,
      House.Tenant tenant,
      String from,
      boolean bySmtp,
      boolean keepAlive,
      History history,
      Random random,
      String prefix) {
    this.targets = targets;
    this.tenant = tenant;
    this.from = from;
    this.bySmtp = bySmtp;
    this.keepAlive = keepAlive;
    this.history = history;
    this.random = random;
    this.prefix = prefix;
    this.at = targets.getFirst();
  }

  /** Sends one message. */
  void send() throws InterruptedException {
    String id = prefix + ++made;
    boolean keyed = !bySmtp && random.nextInt(4) == 0;
    for (int tries = 0; tries < TRIES; tries++) {
      Fate fate = bySmtp ? bySmtp(id) : byHttp(id, keyed);
      if (fate != Fate.TEMPORARY && fate != Fate.UNKNOWN) {
        return;
      }
      Thread.sleep(100 + random.nextInt(400));
    }
  }

  private Target any() {
    return targets.get(random.nextInt(targets.size()));
  }

  private Fate byHttp(String id, boolean keyed) {
    if (connection == null) {
      at = any();
    }
    long start = System.nanoTime();
    Verdict verdict = Verdict.NONE;
    Fate fate;
    String words;
    try {
      HttpCaller.Answer answer =
          http()
              .call(
                  "POST",
                  "/v1/email",
                  keyed ? "Idempotency-Key: " + id + "\r\n" : "",
                  """
                  {"from":{"email":"a@example.com"},"to":[{"email":"b@example.net"}],\
                  "subject":"%s","text":"Hi."}\
                  """
                      .formatted(id));
      words = answer.status() + " " + answer.body();
      boolean replayed = !answer.header("idempotent-replayed").isEmpty();
      fate = fate(answer);
      verdict = replayed ? Verdict.NONE : verdict(answer);
    } catch (NotSentException e) {
      fate = Fate.TEMPORARY;
      words = e.toString();
    } catch (IOException e) {
      fate = Fate.UNKNOWN;
      words = e.toString();
    }
    if (!keepAlive || fate == Fate.TEMPORARY || fate == Fate.UNKNOWN) {
      hangUp();
    }
    add(id, keyed, start, verdict, fate, words);
    return fate;
  }

  private HttpCaller http() {
    HttpCaller open = connection;
    if (open == null) {
      open = new HttpCaller(at.http.getAsInt(), from, tenant.token(), keepAlive, PATIENCE);
      connection = open;
    }
    return open;
  }

  private static Fate fate(HttpCaller.Answer answer) {
    return switch (answer.status()) {
      case 202 -> Fate.ACCEPTED;
      case 403, 422 -> Fate.REFUSED;
      // The first try with the same key is under way.
      case 409 -> Fate.TEMPORARY;
      case 503 -> answer.body().contains("\"outcome\":\"unknown\"") ? Fate.UNKNOWN : Fate.TEMPORARY;
      default -> Fate.WRONG;
    };
  }

  private static Verdict verdict(HttpCaller.Answer answer) {
    if (answer.status() == 202 || answer.status() == 422) {
      return Verdict.ALLOWED;
    }
    return answer.status() == 403 ? Verdict.DENIED : Verdict.NONE;
  }

  private Fate bySmtp(String id) {
    long start = System.nanoTime();
    SmtpCaller.Sent sent;
    try {
      SmtpCaller open = session;
      if (open == null || sentInSession >= MESSAGES_A_SESSION) {
        hangUp();
        at = any();
        open = SmtpCaller.connect(at.smtp.getAsInt(), from, PATIENCE);
        session = open;
        sentInSession = 0;
        sent = open.signIn(tenant.user(), tenant.password());
        if (sent.goesOn()) {
          start = System.nanoTime();
          sent = open.send(id);
        }
      } else {
        sent = open.send(id);
      }
    } catch (IOException e) {
      sent = new SmtpCaller.Sent(Fate.TEMPORARY, Verdict.NONE, e.toString(), false);
    }
    sentInSession++;
    if (!sent.goesOn()) {
      hangUp();
    }
    add(id, false, start, sent.verdict(), sent.fate(), sent.words());
    return sent.fate();
  }

  private void add(String id, boolean keyed, long start, Verdict verdict, Fate fate, String words) {
    history.add(
        new Call(
            at.node,
            tenant.id(),
            from,
            id,
            keyed,
            start,
            System.nanoTime(),
            verdict,
            Call.NO_REVISION,
            fate,
            words));
  }

  private void hangUp() {
    try {
      if (session != null) {
        session.close();
      }
      if (connection != null) {
        connection.close();
      }
    } catch (IOException e) {
      // It is gone.
    }
    session = null;
    connection = null;
  }

  @Override
  public void close() {
    hangUp();
  }
}

package dev.sallyport.app;

import dev.sallyport.submission.SubmissionServer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a running gate takes its leave, so that no caller is turned away for it: first it says that
 * it is stopping and goes on as ever, until balancers have heard of it; then both doors close at
 * once, and what is under way comes to its end.
 */
final class Drain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Health health;
  private final HttpServer http;
  private final SubmissionServer smtp;
  private final Duration delay;
  private final Duration most;

  /**
   * @param delay {@code shutdown.delay}: gone by where somebody asks whether this node is ready
   * @param most {@code shutdown.timeout}: for what is under way
   */
  Drain(Health health, HttpServer http, SubmissionServer smtp, Duration delay, Duration most) {
    this.health = health;
    this.http = http;
    this.smtp = smtp;
    this.delay = delay;
    this.most = most;
  }

  @Override
  public void close() {
    health.stopping();
    http.retire();
    try {
      if (!delay.isZero() && health.isWatched()) {
        LOG.info("stopping: not ready any more, and still answering for {}", delay);
        Thread.sleep(delay);
      }
      Thread mail = Thread.ofVirtual().name("smtp-stop").start(() -> smtp.stop(most));
      http.close();
      mail.join();
      LOG.info("stopping: no caller is left");
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}

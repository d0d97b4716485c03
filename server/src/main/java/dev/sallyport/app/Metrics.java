package dev.sallyport.app;

import dev.sallyport.activity.Recorder;
import dev.sallyport.admission.Channel;
import dev.sallyport.admission.Follower;
import dev.sallyport.alert.AlertCounters;
import dev.sallyport.intake.Tally;
import dev.sallyport.submission.SubmissionCounters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /metrics}: what this node did since its start, in Prometheus' text format. */
final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

  Metrics(
      Tally tally,
      Follower follower,
      Recorder recorder,
      SubmissionCounters smtp,
      AlertCounters alerts) {
    CounterWithCallback.builder()
        .name("sallyport_calls_total")
        .help("What became of calls with a valid credential, by channel.")
        .labelNames("channel", "outcome")
        .callback(sample -> {
          for (Channel channel : Channel.values()) {
            for (Tally.Event event : Tally.Event.values()) {
              sample.call((double) tally.total(channel, event), word(channel), word(event));
            }
          }
        })
        .register(registry);
    gauge("sallyport_accounts", "Accounts held in memory.", follower::accounts);
    gauge(
        "sallyport_lists_age_seconds",
        "Time since the store last confirmed the lists that calls are decided by.",
        () -> follower.age().toMillis() / 1000.0);
    gauge(
        "sallyport_lists_good",
        "1 while calls are decided, 0 while they are turned away for want of a list.",
        () -> follower.isReady() ? 1 : 0);
    gauge(
        "sallyport_store_answers",
        "1 while the store answers, 0 while it is away.",
        () -> follower.failingSince().isEmpty() ? 1 : 0);
    counter(
        "sallyport_changes_followed",
        "Accounts taken over that were changed on another node or by a command.",
        follower::followed);
    counter(
        "sallyport_changes_unannounced",
        "Those of them that no notification told of, so that they were found by asking.",
        follower::unannounced);
    gauge(
        "sallyport_saved_lists_good",
        "0 where the lists can't be saved for a start without the database; 1 with SQLite.",
        () -> follower.savesLists() || !follower.keepsLists() ? 1 : 0);
    gauge(
        "sallyport_saved_lists_age_seconds",
        "Age of the lists saved for a start without the database; infinite where there are none.",
        () -> follower.keepsLists() ? seconds(follower.savedAge()) : 0);
    counter(
        "sallyport_activity_lost",
        "Decided calls that were not counted by address, for want of room in memory.",
        recorder::lost);
    submission(smtp);
    alerts(alerts);
    gauge(
        "sallyport_heap_used_bytes",
        "Java heap in use.",
        () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    gauge(
        "sallyport_uptime_seconds",
        "Time since the start.",
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
  }

  private void submission(SubmissionCounters smtp) {
    gauge("sallyport_smtp_connections_open", "SMTP connections open.", smtp::connectionsOpen);
    counter("sallyport_smtp_connections", "SMTP connections accepted.", smtp::connections);
    counter(
        "sallyport_smtp_connections_turned_away",
        "SMTP connections turned away before their session.",
        smtp::connectionsTurnedAway);
    counter("sallyport_smtp_tls_handshakes", "TLS handshakes by SMTP.", smtp::tlsHandshakes);
    counter(
        "sallyport_smtp_authentications_failed",
        "Wrong, unknown or paused credentials shown by SMTP.",
        smtp::authenticationsFailed);
    counter(
        "sallyport_smtp_authentications_throttled",
        "SMTP authentications turned away because their address failed too often.",
        smtp::authenticationsThrottled);
    counter("sallyport_smtp_timeouts", "SMTP sessions that were too slow.", smtp::timeouts);
  }

  private void alerts(AlertCounters alerts) {
    CounterWithCallback.builder()
        .name("sallyport_alerts_total")
        .help("Tries to deliver alerts, by webhook or mail, by what came of them.")
        .labelNames("outcome")
        .callback(sample -> {
          sample.call((double) alerts.delivered(), "delivered");
          sample.call((double) alerts.failed(), "failed");
          sample.call((double) alerts.givenUp(), "given_up");
          sample.call((double) alerts.dropped(), "dropped");
        })
        .register(registry);
  }

  private static double seconds(Optional<Duration> age) {
    return age.map(each -> each.toMillis() / 1000.0).orElse(Double.POSITIVE_INFINITY);
  }

  void routes(RoutesConfig routes) {
    routes.get("/metrics", this::write);
  }

  private void write(Context context) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    writer.write(page, registry.scrape());
    context.contentType(writer.getContentType()).result(page.toByteArray());
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(sample -> sample.call(value.get().doubleValue()))
        .register(registry);
  }

  private void counter(String name, String help, Supplier<Number> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(sample -> sample.call(value.get().doubleValue()))
        .register(registry);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package dev.sallyport.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Targets and deliveries as the API and the commands have them. */
public final class AlertFields {
  private AlertFields() {}

  public static Map<String, @Nullable Object> of(AlertTarget target) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", target.id());
    json.put("kind", target.kind().word());
    json.put("address", target.address());
    json.put("events", target.events().stream().sorted().map(AlertEvent::word).toList());
    json.put("status", target.confirmed() ? "active" : "waiting_for_confirmation");
    json.put("old_key_until", time(target.oldKeyUntil()));
    json.put("created_by", target.createdBy());
    json.put("created_at", time(target.createdAt()));
    json.put("confirmed_at", time(target.confirmedAt()));
    return json;
  }

  /** With the key of a webhook, which is told this once. */
  public static Map<String, @Nullable Object> of(AddedTarget made) {
    Map<String, @Nullable Object> json = of(made.target());
    if (!made.secret().isEmpty()) {
      json.put("secret", made.secret());
    }
    return json;
  }

  public static Map<String, @Nullable Object> of(Delivery delivery) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", delivery.id());
    json.put("event", delivery.event());
    json.put("subject", delivery.subject());
    json.put("state", delivery.state().word());
    json.put("attempts", delivery.attempts());
    json.put("created_at", time(delivery.madeAt()));
    json.put("next_try_at", time(delivery.nextAt()));
    json.put("last_try_at", time(delivery.triedAt()));
    json.put("took_ms", delivery.took() == null ? null : delivery.took().toMillis());
    json.put("status", delivery.status());
    json.put("answer", delivery.answer());
    return json;
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}

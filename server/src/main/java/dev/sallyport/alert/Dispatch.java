package dev.sallyport.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a notice into the queue, once for each target, in the form the target takes. */
final class Dispatch {
  /** An account's deliveries that wait at most; a receiver that is away for days fills that. */
  static final int MOST_WAITING = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Dispatch() {}

  /** Queues it for those targets; returns how many deliveries there was no room for. */
  static int add(Handle handle, List<AlertTarget> targets, Notice notice, Instant now) {
    int dropped = 0;
    for (AlertTarget target : targets) {
      if (DeliveryRows.waiting(handle, target.accountId()) >= MOST_WAITING) {
        LOG.warn("account {}: an alert was dropped, for too many wait", target.accountId());
        dropped++;
        continue;
      }
      add(handle, target, notice, now);
    }
    return dropped;
  }

  /** Queues it for that target, and returns the delivery's id. */
  static String add(Handle handle, AlertTarget target, Notice notice, Instant now) {
    String id = Ids.next();
    String name = accountName(handle, target.accountId());
    String body =
        switch (target.kind()) {
          case WEBHOOK -> json(id, target, name, notice);
          case MAIL -> text(target, name, notice);
        };
    DeliveryRows.insert(handle, id, target, notice, body, now);
    return id;
  }

  private static String json(String id, AlertTarget target, String name, Notice notice) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("event", notice.event().word());
    body.put("created_at", notice.at().truncatedTo(ChronoUnit.SECONDS).toString());
    body.put("account", Map.of("id", target.accountId(), "name", name));
    body.put("summary", notice.subject());
    body.put("data", notice.data());
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice is maps, lists, texts and numbers", e);
    }
  }

  private static String text(AlertTarget target, String name, Notice notice) {
    return "Account: "
        + name
        + "\n\n"
        + notice.text()
        + "\n\n--\nSallyport sends this because "
        + target.createdBy()
        + " added this address under Settings, Alerts, of the account "
        + name
        + ".\n";
  }

  static String accountName(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT name FROM account WHERE account_id = :account")
        .bind("account", accountId)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}

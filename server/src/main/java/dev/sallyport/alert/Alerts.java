package dev.sallyport.alert;

import dev.sallyport.account.Actor;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.message.AddressResult;
import dev.sallyport.message.EmailAddress;
import dev.sallyport.outgoing.Target;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who is told of what in each account, and the log of what they were told. */
public final class Alerts {
  /** Webhooks and mail addresses of an account at most. */
  public static final int MOST_TARGETS = 20;

  /** How many deliveries of a target are shown at most. */
  public static final int MOST_SHOWN = 100;

  private static final int TESTS_A_MINUTE = 5;

  private final Store store;
  private final SealedSecrets sealed;
  private final boolean mail;
  private final InstantSource clock;

  /**
   * @param mail whether mail can be sent, for {@code alert.from} is set
   */
  public Alerts(Store store, SealedSecrets sealed, boolean mail, InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.mail = mail;
    this.clock = clock;
  }

  /** Whether mail can be sent. */
  public boolean hasMail() {
    return mail;
  }

  /** Those of an account, the oldest first. */
  public List<AlertTarget> list(String accountId) {
    return store.read(handle -> TargetRows.of(handle, accountId));
  }

  public Optional<AlertTarget> find(String accountId, String id) {
    return store.read(handle -> TargetRows.find(handle, accountId, id));
  }

  /**
   * Makes a webhook, with a key that is told this once.
   *
   * @throws InvalidFieldException for the address or the events, or where there are too many
   */
  public AddedTarget addWebhook(String accountId, String url, Set<AlertEvent> events, Actor actor) {
    return add(accountId, AlertTarget.Kind.WEBHOOK, url, events, actor);
  }

  /**
   * Makes a mail recipient.
   *
   * @throws InvalidFieldException for the address or the events, where there are too many, or where
   *     no mail can be sent
   */
  public AddedTarget addMail(String accountId, String email, Set<AlertEvent> events, Actor actor) {
    if (!mail) {
      throw new InvalidFieldException(
          "address", "Mail can't be sent yet: whoever runs this server sets alert.from first.");
    }
    return add(accountId, AlertTarget.Kind.MAIL, email, events, actor);
  }

  private AddedTarget add(
      String accountId, AlertTarget.Kind kind, String typed, Set<AlertEvent> events, Actor actor) {
    Instant now = now();
    AlertTarget target =
        new AlertTarget(
            accountId, Ids.next(), kind, address(kind, typed), chosen(events), actor.name(), now);
    String key = kind == AlertTarget.Kind.WEBHOOK ? Ids.key() : "";
    String sealedKey = key.isEmpty() ? null : sealed.seal(key, owner(target));
    store.write(handle -> {
      List<AlertTarget> others = TargetRows.of(handle, accountId);
      if (others.size() >= MOST_TARGETS) {
        throw new InvalidFieldException(
            "address", "An account has at most " + MOST_TARGETS + " webhooks and mail addresses.");
      }
      begin(handle, target, others, now);
      TargetRows.insert(handle, target, sealedKey);
      return true;
    });
    return new AddedTarget(target, key);
  }

  /**
   * Changes where and of what a target is told; its key stays.
   *
   * @throws InvalidFieldException for the address or the events
   */
  public void edit(AlertTarget target, String typed, Set<AlertEvent> events) {
    String address = address(target.kind(), typed);
    Set<AlertEvent> wanted = chosen(events);
    Instant now = now();
    store.write(handle -> {
      AlertTarget edited =
          new AlertTarget(
              target.accountId(),
              target.id(),
              target.kind(),
              address,
              wanted,
              target.createdBy(),
              target.createdAt());
      begin(handle, edited, TargetRows.of(handle, target.accountId()), now);
      TargetRows.update(handle, target, address, wanted);
      return true;
    });
  }

  private static void begin(
      Handle handle, AlertTarget target, List<AlertTarget> standing, Instant now) {
    Set<AlertEvent> fresh = EnumSet.noneOf(AlertEvent.class);
    fresh.addAll(target.events());
    standing.forEach(each -> fresh.removeAll(each.events()));
    Cursors.begin(handle, target.accountId(), fresh, now);
  }

  /** Makes a webhook's key anew: what is sent from now on is signed with that. */
  public AddedTarget renewKey(AlertTarget target) {
    if (target.kind() != AlertTarget.Kind.WEBHOOK) {
      throw new IllegalArgumentException("mail has no key");
    }
    String key = Ids.key();
    String sealedKey = sealed.seal(key, owner(target));
    store.write(handle -> {
      TargetRows.setKey(handle, target, sealedKey);
      return true;
    });
    return new AddedTarget(target, key);
  }

  /** Deletes a target with its log and what it was still to be told. */
  public void delete(AlertTarget target) {
    store.write(handle -> {
      TargetRows.delete(handle, target);
      return true;
    });
  }

  /**
   * What a target was told, the newest first.
   *
   * @param limit 1 to {@value #MOST_SHOWN}
   */
  public List<Delivery> deliveries(AlertTarget target, int limit) {
    if (limit < 1 || limit > MOST_SHOWN) {
      throw new IllegalArgumentException("1 to " + MOST_SHOWN + ": " + limit);
    }
    return store.read(handle -> DeliveryRows.of(handle, target.accountId(), target.id(), limit));
  }

  /** Has a delivery tried again at once; false where there is none, or it waits already. */
  public boolean sendAgain(String accountId, String deliveryId) {
    return store.write(handle -> DeliveryRows.again(handle, accountId, deliveryId, now()));
  }

  /**
   * Queues a test, which is tried once.
   *
   * @return the delivery's id
   * @throws InvalidFieldException where there were too many tests within a minute
   */
  public String test(AlertTarget target) {
    Instant now = now();
    Notice notice =
        new Notice(
            AlertEvent.TEST,
            now,
            "Sallyport: a test",
            "This is a test. Alerts reach this address.",
            Map.of());
    return store.write(handle -> {
      if (DeliveryRows.tests(handle, target.accountId(), now.minus(Duration.ofMinutes(1)))
          >= TESTS_A_MINUTE) {
        throw new InvalidFieldException(
            "address", "That were many tests within a minute. Wait for one.");
      }
      return Dispatch.add(handle, target, notice, now);
    });
  }

  /**
   * Waits until a delivery is no longer waiting for its first try.
   *
   * @param longest waits no longer, and then answers with how it stands
   */
  public Optional<Delivery> await(String accountId, String deliveryId, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<Delivery> delivery =
          store.read(handle -> DeliveryRows.find(handle, accountId, deliveryId));
      boolean tried = delivery.isEmpty() || delivery.get().triedAt() != null;
      if (tried || System.nanoTime() - end > 0) {
        return delivery;
      }
      Thread.sleep(100);
    }
  }

  static String owner(AlertTarget target) {
    return "alert_target " + target.accountId() + " " + target.id();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Set<AlertEvent> chosen(Set<AlertEvent> events) {
    if (events.isEmpty() || !AlertEvent.chosen().containsAll(events)) {
      throw new InvalidFieldException("events", "Tick what to be told of.");
    }
    return events;
  }

  private static String address(AlertTarget.Kind kind, String typed) {
    String text = typed.strip();
    return switch (kind) {
      case WEBHOOK ->
          switch (Target.parse(text)) {
            case ParseResult.Parsed<Target>(Target target) -> target.toString();
            case ParseResult.Malformed<Target>(String message, _) ->
                throw new InvalidFieldException("address", message);
          };
      case MAIL ->
          switch (EmailAddress.parse(text)) {
            case AddressResult.Valid(EmailAddress address) -> address.toString();
            case AddressResult.Invalid(String message) ->
                throw new InvalidFieldException("address", message);
          };
    };
  }
}

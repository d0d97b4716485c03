package dev.sallyport.alert;

import dev.sallyport.account.Actor;
import dev.sallyport.account.AuditAction;
import dev.sallyport.account.AuditLog;
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

  /** How long a webhook's former key signs beside a new one. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  private static final int TESTS_A_MINUTE = 5;

  private final Store store;
  private final SealedSecrets sealed;
  private final boolean mail;
  private final String publicUrl;
  private final InstantSource clock;

  /**
   * @param mail whether mail can be sent, for {@code alert.from} is set
   * @param publicUrl where browsers reach this server; empty where that is not set
   */
  public Alerts(
      Store store, SealedSecrets sealed, boolean mail, String publicUrl, InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.mail = mail;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Whether mail can be sent. */
  public boolean hasMail() {
    return mail;
  }

  /** What the links lead to by which recipients confirm. */
  public Confirmations confirmations() {
    return new Confirmations(store, clock);
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
    return add(accountId, AlertTarget.Kind.WEBHOOK, url, events, actor, "");
  }

  /**
   * Makes a mail recipient, who is asked by mail and told nothing before they confirmed.
   *
   * @param base the address browsers reach this server by, without a slash at its end; empty for
   *     the one that is set
   * @throws InvalidFieldException for the address or the events, where there are too many, or where
   *     no mail can be sent
   */
  public AddedTarget addMail(
      String accountId, String email, Set<AlertEvent> events, Actor actor, String base) {
    return add(accountId, AlertTarget.Kind.MAIL, email, events, actor, linked(base));
  }

  /** What links begin with, where mail can be sent. */
  private String linked(String base) {
    String whole = base.isEmpty() ? publicUrl : base;
    if (!mail) {
      throw new InvalidFieldException(
          "address", "Mail can't be sent yet: whoever runs this server sets alert.from first.");
    }
    if (whole.isEmpty()) {
      throw new InvalidFieldException(
          "address",
          "The mail by which the address is confirmed holds a link to this server. Set public.url"
              + " first, or do this on the page.");
    }
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
  }

  private AddedTarget add(
      String accountId,
      AlertTarget.Kind kind,
      String typed,
      Set<AlertEvent> events,
      Actor actor,
      String base) {
    Instant now = now();
    AlertTarget target =
        new AlertTarget(
            accountId,
            Ids.next(),
            kind,
            address(kind, typed),
            chosen(events),
            actor.name(),
            now,
            kind == AlertTarget.Kind.WEBHOOK ? now : null,
            null);
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
      if (!target.confirmed()) {
        Confirmations.ask(handle, target, base, now);
      }
      note(handle, target, actor, AuditAction.ALERT_CREATE);
      return true;
    });
    return new AddedTarget(target, key);
  }

  /**
   * Changes where and of what a target is told; its key stays. The reader of another mail address
   * is asked anew.
   *
   * @param base as for {@link #addMail}
   * @return as it is now
   * @throws InvalidFieldException for the address or the events
   */
  public AlertTarget edit(
      AlertTarget target, String typed, Set<AlertEvent> events, Actor actor, String base) {
    String address = address(target.kind(), typed);
    boolean asks =
        target.kind() == AlertTarget.Kind.MAIL && !address.equalsIgnoreCase(target.address());
    String link = asks ? linked(base) : "";
    Instant now = now();
    AlertTarget edited =
        new AlertTarget(
            target.accountId(),
            target.id(),
            target.kind(),
            asks || target.kind() == AlertTarget.Kind.WEBHOOK ? address : target.address(),
            chosen(events),
            target.createdBy(),
            target.createdAt(),
            asks ? null : target.confirmedAt(),
            target.oldKeyUntil());
    store.write(handle -> {
      begin(handle, edited, TargetRows.of(handle, target.accountId()), now);
      TargetRows.update(handle, edited);
      if (asks) {
        Confirmations.ask(handle, edited, link, now);
      }
      note(handle, edited, actor, AuditAction.ALERT_EDIT);
      return true;
    });
    return edited;
  }

  /**
   * Sends the mail by which an address is confirmed once more.
   *
   * @param base as for {@link #addMail}
   * @throws InvalidFieldException where it is confirmed, or too many were sent of late
   */
  public void askAgain(AlertTarget target, String base) {
    if (target.confirmed()) {
      throw new InvalidFieldException("address", target.name() + " is confirmed already.");
    }
    String link = linked(base);
    store.write(handle -> {
      Confirmations.ask(handle, target, link, now());
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

  /**
   * Makes a webhook's key anew. What is sent within {@link #OVERLAP} is signed with both, so that
   * its receiver can change over; one that was former already signs no more.
   *
   * @param dropOld whether the key it had signs nothing more at once
   */
  public AddedTarget rotate(AlertTarget target, boolean dropOld, Actor actor) {
    if (target.kind() != AlertTarget.Kind.WEBHOOK) {
      throw new IllegalArgumentException("mail has no key");
    }
    String key = Ids.key();
    String sealedKey = sealed.seal(key, owner(target));
    Instant until = dropOld ? null : now().plus(OVERLAP);
    store.write(handle -> {
      TargetRows.rotate(handle, target, sealedKey, until);
      note(handle, target, actor, AuditAction.ALERT_ROTATE);
      return true;
    });
    return new AddedTarget(target.signedByOldKeyToo(until), key);
  }

  private void note(Handle handle, AlertTarget target, Actor actor, AuditAction action) {
    AuditLog.note(handle, target.accountId(), now(), actor, action, target.id(), target.name());
  }

  /** Deletes a target with its log and what it was still to be told. */
  public void delete(AlertTarget target, Actor actor) {
    store.write(handle -> {
      TargetRows.delete(handle, target);
      note(handle, target, actor, AuditAction.ALERT_DELETE);
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
  public boolean sendAgain(AlertTarget target, String deliveryId) {
    return store.write(
        handle -> DeliveryRows.again(handle, target.accountId(), target.id(), deliveryId, now()));
  }

  /**
   * Queues a test, which is tried once.
   *
   * @return the delivery's id
   * @throws InvalidFieldException where there were too many tests within a minute, or the address
   *     is not confirmed
   */
  public String test(AlertTarget target, Actor actor) {
    Instant now = now();
    if (!target.confirmed()) {
      throw new InvalidFieldException(
          "address", target.name() + " is told nothing before it is confirmed.");
    }
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
        throw new TooSoonException("That were many tests within a minute. Wait for one.");
      }
      note(handle, target, actor, AuditAction.ALERT_TEST);
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

package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.alert.AlertEvent;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of what one webhook or mail address was told, and what is sent it from there. */
final class AlertLogPages {
  private static final int SHOWN = 50;

  /** How long a page waits for what came of a test: longer than a webhook may take. */
  private static final Duration TEST = Duration.ofSeconds(13);

  private final Alerts alerts;
  private final Pages pages;

  AlertLogPages(Alerts alerts, Pages pages) {
    this.alerts = alerts;
    this.pages = pages;
  }

  /** What one target was told. */
  void log(Visit visit) {
    log(visit, Flashes.arrived(visit));
  }

  private void log(Visit visit, @Nullable Flash flash) {
    AlertTarget target = AlertPages.find(alerts, visit);
    List<Item> items =
        alerts.deliveries(target, SHOWN).stream()
            .map(delivery -> Item.of(delivery, visit.now()))
            .toList();
    AlertRow row = AlertRow.of(target, alerts.deliveries(target, 1), visit.mayEdit(), visit.now());
    Instant until = target.oldKeyUntil();
    String overlap =
        until == null || !until.isAfter(visit.now()) ? "" : When.in(until, visit.now());
    Model model = new Model(visit.guarded(), visit.mayEdit(), flash, row, overlap, items);
    pages.page(visit, 200, "Deliveries", "alertLog.jte", model);
  }

  /** Sends a test and waits a moment for what comes of it. */
  void test(Visit visit) {
    AlertTarget target = AlertPages.find(alerts, visit);
    Optional<Delivery> tested;
    try {
      tested = alerts.await(target.accountId(), alerts.test(target, visit.actor()), TEST);
    } catch (InvalidFieldException e) {
      throw AlertPages.notSent("No test was sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "The server is stopping", "Try again in a moment.");
    }
    if (visit.fragment()) {
      log(visit, tested(target, tested));
    } else {
      tell(visit, Done.What.ALERT_TESTED, target);
    }
  }

  private static Flash tested(AlertTarget target, Optional<Delivery> tested) {
    String name = target.name();
    if (tested.isEmpty() || tested.get().triedAt() == null) {
      return Flash.failed("The test to " + name + " still waits. Look at the log in a moment.");
    }
    return tested.get().state() == Delivery.State.DELIVERED
        ? new Flash(false, "The test reached " + name + ".", null)
        : Flash.failed("The test did not reach " + name + ". " + Item.outcome(tested.get()));
  }

  void sendAgain(Visit visit) {
    AlertTarget target = AlertPages.find(alerts, visit);
    boolean again = alerts.sendAgain(target, visit.ctx().pathParam("delivery"));
    if (!again) {
      throw Refusal.notFound();
    }
    tell(visit, Done.What.ALERT_SENT_AGAIN, target);
  }

  private void tell(Visit visit, Done.What what, AlertTarget target) {
    Done done = Done.credential(what, target.name());
    if (visit.fragment()) {
      log(visit, Flashes.of(done, visit));
    } else {
      Redirects.tell(visit, done, "/alerts/" + target.id());
    }
  }

  /**
   * What the page of one target shows.
   *
   * @param overlap when the former key signs no more; empty where none does
   */
  record Model(
      Guarded guarded,
      boolean mayEdit,
      @Nullable Flash flash,
      AlertRow row,
      String overlap,
      List<Item> items) {}

  /**
   * One delivery in the log.
   *
   * @param outcome what was answered, or why nothing was
   * @param again whether it can be sent again
   */
  record Item(
      String id,
      String day,
      String time,
      When at,
      String subject,
      String word,
      String outcome,
      boolean good,
      boolean again) {
    static Item of(Delivery delivery, Instant now) {
      return new Item(
          delivery.id(),
          When.day(delivery.madeAt(), now),
          When.time(delivery.madeAt()),
          When.past(delivery.madeAt(), now),
          delivery.subject(),
          AlertRow.word(delivery, now)
              + (delivery.attempts() > 1 ? ", " + delivery.attempts() + " tries" : ""),
          outcome(delivery),
          delivery.state() == Delivery.State.DELIVERED,
          delivery.nextAt() == null && !delivery.event().equals(AlertEvent.CONFIRMATION.word()));
    }

    static String outcome(Delivery delivery) {
      Duration took = delivery.took();
      if (took == null) {
        return "";
      }
      Integer status = delivery.status();
      return (status == null ? "" : "Answered " + status + " in " + took.toMillis() + " ms. ")
          + delivery.answer();
    }
  }
}

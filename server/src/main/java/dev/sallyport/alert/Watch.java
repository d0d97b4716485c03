package dev.sallyport.alert;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountChanges.Position;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ExpiringEntry;
import dev.sallyport.account.Group;
import dev.sallyport.account.Groups;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.ListStep;
import dev.sallyport.account.ListSteps;
import dev.sallyport.activity.NewcomerDenied;
import dev.sallyport.activity.Newcomers;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in the store for what there is to tell, whoever did it by whatever face and node, and
 * queues it. What was told is noted in the same transaction as it is queued, so that of several
 * nodes that look at once one queues it, and a crash loses nothing.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int STEPS_AT_ONCE = 100;
  private static final int MOST_ADDRESSES = 500;
  private static final int MOST_ENTRIES = 500;

  /** Days before an expiry that it is told of, the nearest first. */
  private static final List<Integer> DAYS_BEFORE = List.of(1, 7);

  /** What was counted is written by then, on whatever node. */
  private static final Duration SETTLED = Duration.ofSeconds(15);

  /** Where there was nobody new for so long, those calls are not looked through again. */
  private static final Duration LOOKED_THROUGH = Duration.ofHours(1);

  /** Before the first change of any history. */
  private static final Position START = new Position("", -1);

  private static final Duration LOG_KEPT = Duration.ofDays(30);

  private final Store store;
  private final AccountChanges changes;
  private final Newcomers newcomers;
  private final Duration digest;
  private final AlertCounters counters;
  private final InstantSource clock;
  private Position seen = START;

  /**
   * @param digest how long to wait at least between two alerts of denied newcomers, and likewise of
   *     groups that wait
   */
  Watch(
      Store store,
      AccountChanges changes,
      Newcomers newcomers,
      Duration digest,
      AlertCounters counters,
      InstantSource clock) {
    this.store = store;
    this.changes = changes;
    this.newcomers = newcomers;
    this.digest = digest;
    this.counters = counters;
    this.clock = clock;
  }

  /** Queues each revision of a list that was not told of. */
  void lists() {
    AccountChanges.ChangedAccounts changed = changes.after(seen.number());
    if (!changed.reached().follows(seen)) {
      // Another history: a number says nothing, and what was told stands in it or will be told.
      changed = changes.after(START.number());
    }
    if (!changed.accountIds().isEmpty()) {
      Set<String> told = new HashSet<>(store.read(TargetRows::accounts));
      changed.accountIds().stream().filter(told::contains).forEach(this::lists);
    }
    seen = changed.reached();
  }

  private void lists(String accountId) {
    try {
      for (ListRef ref : store.read(handle -> ListSteps.revisions(handle, accountId)).keySet()) {
        boolean more = true;
        while (more) {
          more = list(ref);
        }
      }
    } catch (IllegalStateException e) {
      // A row of its history can't be read: that must not keep the others' alerts back.
      LOG.error("account {}: changes of its lists can't be told of", accountId, e);
    }
  }

  /** Returns whether there may be more to tell of that list. */
  private boolean list(ListRef ref) {
    String account = ref.accountId();
    String subject = Cursors.of(ref);
    long from = store.read(handle -> Cursors.position(handle, account, subject).orElse(0));
    List<ListStep> steps = store.read(handle -> ListSteps.after(handle, ref, from, STEPS_AT_ONCE));
    if (steps.isEmpty()) {
      return false;
    }
    int dropped =
        store.write(handle -> {
          if (!Cursors.move(handle, account, subject, from, steps.getLast().revision())) {
            return 0;
          }
          List<AlertTarget> targets = targets(handle, account, AlertEvent.LIST_CHANGED);
          int none = 0;
          for (ListStep step : steps) {
            none += Dispatch.add(handle, targets, Notices.changed(step), clock.instant());
          }
          return none;
        });
    counters.countDropped(dropped);
    return steps.size() == STEPS_AT_ONCE;
  }

  /** Queues addresses that were denied and never seen before, where it is time to. */
  void newcomers() {
    for (String account : store.read(TargetRows::accounts)) {
      newcomers(account);
    }
  }

  private void newcomers(String account) {
    Instant now = clock.instant();
    Instant upTo = now.minus(SETTLED);
    boolean wanted =
        store.read(handle -> !targets(handle, account, AlertEvent.NEWCOMER_DENIED).isEmpty());
    long from =
        store.read(
            handle -> Cursors.position(handle, account, Cursors.DENIED).orElse(now.toEpochMilli()));
    long told =
        store.read(handle -> Cursors.position(handle, account, Cursors.DENIED_TOLD).orElse(0));
    if (!wanted || upTo.toEpochMilli() <= from || now.toEpochMilli() - told < digest.toMillis()) {
      return;
    }
    List<NewcomerDenied> found =
        newcomers.denied(account, Instant.ofEpochMilli(from), upTo, MOST_ADDRESSES);
    if (found.isEmpty()) {
      // What another node counts late is looked for that long, and the place moved on seldom.
      Instant settled = upTo.minus(LOOKED_THROUGH);
      if (Duration.between(Instant.ofEpochMilli(from), settled).compareTo(LOOKED_THROUGH) > 0) {
        store.write(
            handle -> Cursors.move(handle, account, Cursors.DENIED, from, settled.toEpochMilli()));
      }
      return;
    }
    int dropped =
        store.write(handle -> {
          if (!Cursors.move(handle, account, Cursors.DENIED, from, upTo.toEpochMilli())) {
            return 0;
          }
          Cursors.set(handle, account, Cursors.DENIED_TOLD, now.toEpochMilli());
          return Dispatch.add(
              handle,
              targets(handle, account, AlertEvent.NEWCOMER_DENIED),
              Notices.denied(found, now),
              now);
        });
    counters.countDropped(dropped);
  }

  /**
   * Queues groups that wait for somebody to look at what their file has now, where it is time to;
   * each once, until it waits for another reason.
   */
  void groups() {
    for (String account : store.read(TargetRows::accounts)) {
      groups(account);
    }
  }

  private void groups(String account) {
    Instant now = clock.instant();
    List<Group> waiting = store.read(handle -> Groups.waiting(handle, account));
    Map<String, Long> told = store.read(handle -> Cursors.groups(handle, account));
    Set<String> over = new HashSet<>(told.keySet());
    waiting.forEach(group -> over.remove(Cursors.of(group)));
    List<Group> fresh =
        waiting.stream()
            .filter(group -> told.getOrDefault(Cursors.of(group), 0L) != Cursors.mark(group))
            .toList();
    if (over.isEmpty() && fresh.isEmpty()) {
      return;
    }
    int dropped =
        store.write(handle -> {
          over.forEach(subject -> Cursors.forget(handle, account, subject));
          long last = Cursors.position(handle, account, Cursors.WAITING_TOLD).orElse(0);
          if (now.toEpochMilli() - last < digest.toMillis()) {
            return 0;
          }
          List<Group> untold = fresh.stream().filter(group -> tell(handle, group, told)).toList();
          if (untold.isEmpty()) {
            return 0;
          }
          Cursors.set(handle, account, Cursors.WAITING_TOLD, now.toEpochMilli());
          return Dispatch.add(
              handle,
              targets(handle, account, AlertEvent.LIST_CHANGED),
              Notices.waiting(untold, now),
              now);
        });
    counters.countDropped(dropped);
  }

  /** Whether it falls to this node to tell why that group waits. */
  private static boolean tell(Handle handle, Group group, Map<String, Long> told) {
    String subject = Cursors.of(group);
    return Cursors.move(
        handle,
        group.ref().accountId(),
        subject,
        told.getOrDefault(subject, 0L),
        Cursors.mark(group));
  }

  /** Queues entries that expire within a week, and within a day; each once. */
  void expiries() {
    for (String account : store.read(TargetRows::accounts)) {
      expiries(account);
    }
  }

  private void expiries(String account) {
    Instant now = clock.instant();
    List<ExpiringEntry> soon =
        store.read(handle ->
            targets(handle, account, AlertEvent.ENTRY_EXPIRING).isEmpty()
                ? List.of()
                : ExpiringEntry.within(
                    handle, account, now, now.plus(Duration.ofDays(7)), MOST_ENTRIES));
    List<ExpiringEntry> candidates = soon.stream().filter(each -> days(each, now) > 0).toList();
    if (candidates.isEmpty()) {
      return;
    }
    int dropped =
        store.write(handle -> {
          List<ExpiringEntry> untold = new ArrayList<>();
          for (ExpiringEntry each : candidates) {
            if (note(handle, each, days(each, now))) {
              untold.add(each);
            }
          }
          return untold.isEmpty()
              ? 0
              : Dispatch.add(
                  handle,
                  targets(handle, account, AlertEvent.ENTRY_EXPIRING),
                  Notices.expiring(untold, now),
                  now);
        });
    counters.countDropped(dropped);
  }

  /**
   * How many days before its expiry an entry is now told of; 0 for not at all. Who set the expiry
   * or edited the entry nearer to it than that knows.
   */
  private static int days(ExpiringEntry expiring, Instant now) {
    Entry entry = expiring.entry();
    Instant expiry = entry.expiresAt();
    if (expiry == null) {
      return 0;
    }
    for (int days : DAYS_BEFORE) {
      Instant from = expiry.minus(Duration.ofDays(days));
      if (!now.isBefore(from) && entry.updatedAt().isBefore(from)) {
        return days;
      }
    }
    return 0;
  }

  /** Whether it was not told of before, so many days ahead or nearer. */
  private static boolean note(Handle handle, ExpiringEntry each, int days) {
    Entry entry = each.entry();
    Instant expiry = entry.expiresAt();
    return expiry != null
        && handle.execute(
                "INSERT INTO alert_expiry (account_id, credential_id, entry_id, expires_at, days)"
                    + " VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (account_id, credential_id, entry_id, expires_at, days)"
                    + " DO NOTHING",
                each.ref().accountId(),
                each.ref().credentialId(),
                entry.id(),
                expiry.toEpochMilli(),
                days)
            == 1;
  }

  /** Takes away what was told long ago. */
  void tidy() {
    Instant now = clock.instant();
    store.write(handle -> {
      TargetRows.tidy(handle, now);
      DeliveryRows.tidy(handle, now.minus(LOG_KEPT));
      handle.execute(
          "DELETE FROM alert_expiry WHERE expires_at < ?",
          now.minus(Duration.ofDays(1)).toEpochMilli());
      return true;
    });
  }

  private static List<AlertTarget> targets(Handle handle, String account, AlertEvent event) {
    return TargetRows.of(handle, account).stream()
        .filter(target -> target.confirmed() && target.events().contains(event))
        .toList();
  }
}

package dev.sallyport.range;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Difference;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.Groups;
import dev.sallyport.account.Guard;
import dev.sallyport.account.NoSuchAccountException;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.Warning;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has groups follow their files, on a thread of its own. Each node runs one, and a group is taken
 * by one of them. What nobody need look at is made; anything else waits for somebody who does.
 */
public final class Refresher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMinutes(10);
  private static final int AT_A_TIME = 20;

  /** A file that changes more of its networks at once, in per cent, is to be looked at. */
  private static final int MOST_PERCENT = 25;

  /** So many may change whatever share that is. */
  private static final int ALWAYS = 5;

  /** So many addresses, or /64 networks, may come however many there were. */
  private static final int ALWAYS_ADDRESSES = 1 << 16;

  private final Allowlists lists;
  private final Groups groups;
  private final Ranges ranges;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  public Refresher(Allowlists lists, Ranges ranges) {
    this.lists = lists;
    this.groups = lists.groups();
    this.ranges = ranges;
    this.thread = Thread.ofPlatform().name("range-files").daemon().unstarted(this::run);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() throws InterruptedException {
    try {
      round();
      failing = false;
    } catch (RuntimeException | Error e) {
      if (!failing) {
        LOG.warn("range files are looked at again later", e);
      }
      failing = true;
    }
  }

  /** Looks at what is due. */
  void round() throws InterruptedException {
    Throwable failure = null;
    for (Group group : groups.due(AT_A_TIME)) {
      try {
        if (groups.claim(group, LEASE)) {
          refresh(group);
        }
      } catch (RuntimeException | Error e) {
        // One that fails keeps no other waiting; it is due again when its lease is over.
        failure = e;
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a range file could not be followed", failure);
    }
  }

  private void refresh(Group group) throws InterruptedException {
    String url = group.source().url();
    if (url == null) {
      return;
    }
    RangeResult result =
        ranges.follow(url, group.source().filter(), group.source().family(), group.checks().etag());
    switch (result) {
      case RangeResult.Unchanged _ -> groups.unchanged(group);
      case RangeResult.Wrong wrong -> groups.failed(group, wrong.text());
      case RangeResult.Found found -> follow(group, found);
    }
  }

  private void follow(Group group, RangeResult.Found found) {
    if (groups
        .find(group.ref(), group.id())
        .filter(now -> now.daily() && now.source().equals(group.source()))
        .isEmpty()) {
      // Deleted meanwhile, changed by hand, or told to follow something else.
      return;
    }
    Change.PutGroup change =
        new Change.PutGroup(group.id(), null, found.source(), found.networks(), found.etag());
    PreviewResult preview;
    try {
      preview = lists.preview(group.ref(), change, null);
    } catch (NoSuchAccountException e) {
      return;
    }
    switch (preview) {
      case PreviewResult.Refused(ChangeResult result) -> groups.waits(group, why(result));
      case PreviewResult.Previewed previewed -> {
        String tooMuch = tooMuch(group, previewed);
        if (!tooMuch.isEmpty()) {
          groups.waits(group, tooMuch);
        } else if (lists.confirmations().waiting(group.ref()).isPresent()) {
          // A change of ours would let it stand unconfirmed.
          groups.later(group, SOON);
        } else {
          make(group, change, previewed.before());
        }
      }
    }
  }

  private void make(Group group, Change change, Allowlist before) {
    Guard guard =
        new Guard(Actor.group(group), Set.of(), false, OptionalLong.of(before.revision()), null);
    ChangeResult result = lists.change(group.ref(), change, guard);
    switch (result) {
      case ChangeResult.Changed _ -> {
        // The row tells of it.
      }
      case ChangeResult.Stale _ -> groups.later(group, SOON);
      default -> groups.waits(group, why(result));
    }
  }

  private static String tooMuch(Group group, PreviewResult.Previewed previewed) {
    List<Entry> before = of(group, previewed.before());
    Difference difference = Difference.between(before, of(group, previewed.after()), 0);
    int most = Math.max(ALWAYS, before.size() * MOST_PERCENT / 100);
    if (difference.addedCount() + difference.removedCount() > most) {
      return "Networks that come: %d, that go: %d. That is more than a quarter of the group's."
          .formatted(difference.addedCount(), difference.removedCount());
    }
    List<Entry> after = of(group, previewed.after());
    return grows(before, after, true) || grows(before, after, false)
        ? "The file now covers more than twice the addresses that the group had."
        : "";
  }

  private static boolean grows(List<Entry> before, List<Entry> after, boolean v4) {
    double was = size(before, v4);
    return size(after, v4) - was > Math.max(was, ALWAYS_ADDRESSES);
  }

  /** How many addresses, of IPv6 how many /64 networks. */
  private static double size(List<Entry> entries, boolean v4) {
    int bits = v4 ? 32 : 64;
    return entries.stream()
        .map(Entry::network)
        .filter(network -> network.base().isV4() == v4)
        .mapToDouble(network -> Math.scalb(1.0, Math.max(0, bits - network.prefixLength())))
        .sum();
  }

  private static List<Entry> of(Group group, Allowlist list) {
    return list.entries().stream().filter(entry -> group.id().equals(entry.groupId())).toList();
  }

  private static String why(ChangeResult result) {
    return switch (result) {
      case ChangeResult.NeedsAcknowledgement(List<Warning> warnings) ->
          String.join(" ", warnings.stream().map(Warning::message).toList());
      case ChangeResult.Invalid invalid ->
          String.join(" ", invalid.errors().values().stream().flatMap(List::stream).toList());
      case ChangeResult.BreaksAssertions broken -> String.join(" ", broken.sentences());
      case ChangeResult.PlanForbids(String plan) ->
          "The plan %s does not include the IP allowlist.".formatted(plan);
      case ChangeResult.TooManyEntries(String plan, int most) ->
          "The plan %s allows %,d entries, and the file has more.".formatted(plan, most);
      case ChangeResult.NoSuchEntry _,
          ChangeResult.NoSuchRevision _,
          ChangeResult.Changed _,
          ChangeResult.Stale _ ->
          "The list was changed meanwhile.";
    };
  }

  /** Stops looking; a look under way comes to its end within a moment or is broken off. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (thread.isAlive() && !thread.join(Duration.ofSeconds(2))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

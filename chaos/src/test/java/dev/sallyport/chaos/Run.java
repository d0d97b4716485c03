package dev.sallyport.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A run: callers and editors at every node while faults come and go, and then the check. The seed
 * decides what is sent and edited, and which faults come in which order; how the processes' steps
 * fall together is the machine's to decide.
 */
final class Run {
  private static final Duration CALM = Duration.ofMillis(700);

  /** After which a change must hold: a second, and one more for a machine that is busy. */
  private static final Duration EVERYWHERE = Duration.ofSeconds(2);

  private final long seed;
  private final Path folder;
  private final int nodes;
  private final int tenants;

  Run(long seed, Path folder, int nodes, int tenants) {
    this.seed = seed;
    this.folder = folder;
    this.nodes = nodes;
    this.tenants = tenants;
  }

  /** Faults in an order that the seed decides, all of them before any comes again. */
  static final class Deck {
    private final List<Fault> faults;
    private final Deque<Fault> left = new ArrayDeque<>();
    private final Random random;

    Deck(List<Fault> faults, Random random) {
      this.faults = List.copyOf(faults);
      this.random = random;
    }

    Fault next() {
      if (left.isEmpty()) {
        List<Fault> all = new ArrayList<>(faults);
        Collections.shuffle(all, random);
        left.addAll(all);
      }
      return left.removeFirst();
    }
  }

  /** When the faults are over, by how often each was there. */
  interface Until {
    boolean isOver(int rounds);
  }

  /**
   * @param lasting how long a fault lasts at most
   * @param atFirst how long nothing ails
   */
  Report go(List<Fault> faults, Duration lasting, Duration atFirst, Until until)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    History history = new History();
    Random dice = new Random(seed);
    List<SmallDisk> disks = new ArrayList<>();
    if (faults.contains(Fault.DISK_FULL)) {
      for (int i = 1; i <= nodes; i++) {
        disks.add(new SmallDisk(folder.resolve("node-" + i)));
      }
    }
    try (World world = new World(folder, seed, nodes, tenants, List.of("shutdown.delay=0s"))) {
      world.startNodes();
      Load load = load(world, history, dice);
      Nemesis nemesis = new Nemesis(world, history);
      Thread.sleep(atFirst);
      befall(nemesis, faults, lasting, until, dice);
      load.end();
      List<String> unable = new ArrayList<>();
      for (Node node : world.nodes()) {
        if (!node.stop(60)) {
          unable.add(node.name());
        }
      }
      Truth truth = world.truth();
      Checker checker = new Checker(truth, history, World.MAX_AGE, EVERYWHERE);
      List<Violation> violations = checker.check();
      history.writeTo(folder.resolve("history"), violations);
      return new Report(
          seed,
          Duration.ofNanos(System.nanoTime() - start),
          history,
          truth,
          nemesis.done(),
          violations,
          checker.longestLag(),
          checker.calmCalls(),
          unable);
    } finally {
      for (SmallDisk disk : disks) {
        disk.close();
      }
    }
  }

  /** Those of the relay come and go beside all others, of which there is one at a time. */
  private static void befall(
      Nemesis nemesis, List<Fault> faults, Duration lasting, Until until, Random dice)
      throws IOException, InterruptedException {
    Map<Boolean, List<Fault>> byRelay =
        faults.stream().collect(Collectors.partitioningBy(Fault::isOfRelay));
    List<Future<?>> turns = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Fault> each : byRelay.values()) {
        Random random = new Random(dice.nextLong());
        Deck deck = new Deck(each, random);
        turns.add(
            executor.submit(() -> {
              for (int i = 0; !each.isEmpty() && !until.isOver(i / each.size()); i++) {
                Duration time = Duration.ofMillis(random.nextLong(800, lasting.toMillis()));
                nemesis.befall(deck.next(), time, random);
                Thread.sleep(CALM);
              }
              return true;
            }));
      }
      for (Future<?> turn : turns) {
        turn.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a fault could not be brought about or healed", e);
    }
  }

  private Load load(World world, History history, Random dice) {
    Load load = new Load();
    List<Sender.Target> everywhere = world.nodes().stream().map(Sender.Target::of).toList();
    for (House.Tenant tenant : world.tenants()) {
      new Editor(
              world.nodes().getFirst(),
              tenant,
              history,
              new Random(dice.nextLong()),
              tenant.id() + "-first-")
          .begin();
    }
    int number = 0;
    for (Node node : world.nodes()) {
      Prober prober = new Prober(node, world.tenants(), history, new Random(dice.nextLong()));
      load.add("prober", 20, prober::ask);
      for (House.Tenant tenant : world.tenants()) {
        String prefix = "e" + ++number + "-";
        Editor editor = new Editor(node, tenant, history, new Random(dice.nextLong()), prefix);
        load.add("editor", 100, editor::change);
      }
    }
    for (House.Tenant tenant : world.tenants()) {
      for (boolean bySmtp : List.of(false, true)) {
        for (String from : List.of(Editor.OWN, Editor.OTHERS.get(number % Editor.OTHERS.size()))) {
          String prefix = "m" + ++number + "-";
          Sender sender =
              new Sender(
                  everywhere,
                  tenant,
                  from,
                  bySmtp,
                  number % 2 == 0,
                  history,
                  new Random(dice.nextLong()),
                  prefix);
          load.add("sender", 20, sender::send);
        }
      }
    }
    return load;
  }
}

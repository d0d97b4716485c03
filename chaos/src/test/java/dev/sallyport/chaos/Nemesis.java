package dev.sallyport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Lets faults befall the world, and heals each after a while. */
final class Nemesis {
  private final World world;
  private final History history;
  private final Map<Fault, Integer> done = new ConcurrentHashMap<>();

  Nemesis(World world, History history) {
    this.world = world;
    this.history = history;
  }

  /** How often each fault was there. */
  Map<Fault, Integer> done() {
    return Map.copyOf(done);
  }

  /**
   * One fault from its beginning until it is healed.
   *
   * @param random chooses where
   */
  void befall(Fault fault, Duration lasting, Random random)
      throws IOException, InterruptedException {
    Node node = world.nodes().get(random.nextInt(world.nodes().size()));
    long start = System.nanoTime();
    // Known beforehand, or what is seen meanwhile would be judged as if nothing ailed.
    String where = fault.isOfNode() ? node.name() : "";
    if (begin(fault, node, random.nextBoolean())) {
      Thread.sleep(lasting);
      end(fault, node);
      done.merge(fault, 1, Integer::sum);
    }
    if (fault.isOfLists()) {
      history.add(new Trouble(fault.name(), where, start, System.nanoTime()));
    }
  }

  /** False where it can't be brought about here. */
  private boolean begin(Fault fault, Node node, boolean ahead)
      throws IOException, InterruptedException {
    switch (fault) {
      case NODE_KILLED -> node.kill();
      case NODE_FROZEN -> node.freeze();
      case NODE_RESTARTED -> {
        if (!node.stop(60)) {
          throw new IOException(node.name() + " did not end when it was told to");
        }
      }
      case CLOCK_STEPPED -> node.stepClock(Duration.ofMinutes(ahead ? 50 : -50));
      case DISK_FULL -> {
        return fill(node);
      }
      case DATABASE_FROZEN -> world.database().freeze();
      case DATABASE_KILLED -> world.database().kill();
      case LINK_TO_DATABASE_CUT -> node.toDatabase().cut();
      case LINK_TO_DATABASE_SILENT -> node.toDatabase().silence();
      case LINK_TO_DATABASE_SLOW -> node.toDatabase().slow();
      case LINK_TO_RELAY_CUT -> node.toRelay().cut();
      case LINK_TO_RELAY_SILENT -> node.toRelay().silence();
      case RELAY_SLOW -> world.relay().be(RelayMain.Mood.SLOW);
      case RELAY_REFUSING -> world.relay().be(RelayMain.Mood.REFUSING);
      case RELAY_DROPPING -> world.relay().be(RelayMain.Mood.DROPPING);
      case RELAY_SILENT -> world.relay().be(RelayMain.Mood.SILENT);
      case RELAY_KILLED -> world.relay().kill();
    }
    return true;
  }

  private void end(Fault fault, Node node) throws IOException, InterruptedException {
    switch (fault) {
      case NODE_KILLED, NODE_RESTARTED -> node.start();
      case NODE_FROZEN -> node.thaw();
      case CLOCK_STEPPED -> node.stepClock(Duration.ZERO);
      case DISK_FULL -> Files.deleteIfExists(filler(node));
      case DATABASE_FROZEN -> world.database().thaw();
      case DATABASE_KILLED -> world.database().startAgain();
      case LINK_TO_DATABASE_CUT, LINK_TO_DATABASE_SILENT, LINK_TO_DATABASE_SLOW ->
          node.toDatabase().heal();
      case LINK_TO_RELAY_CUT, LINK_TO_RELAY_SILENT -> node.toRelay().heal();
      case RELAY_SLOW, RELAY_REFUSING, RELAY_DROPPING, RELAY_SILENT ->
          world.relay().be(RelayMain.Mood.KIND);
      case RELAY_KILLED -> world.relay().startAgain();
    }
  }

  private static Path filler(Node node) {
    return node.data().resolve("filler");
  }

  /** Fills a node's disk where it has a small one of its own. */
  private static boolean fill(Node node) throws IOException {
    if (!SmallDisk.isOne(node.data())) {
      return false;
    }
    byte[] piece = new byte[4096];
    try (var out = Files.newOutputStream(filler(node))) {
      for (int i = 0; i < SmallDisk.MAX_BYTES / piece.length + 1; i++) {
        out.write(piece);
      }
    } catch (IOException full) {
      return true;
    }
    return false;
  }
}

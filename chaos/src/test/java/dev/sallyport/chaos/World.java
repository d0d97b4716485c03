package dev.sallyport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes on one database before one relay, each in its own process, with a few accounts. */
final class World implements AutoCloseable {
  static final Duration MAX_AGE = Duration.ofSeconds(4);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<House.Tenant> tenants = new ArrayList<>();
  private final Path folder;
  private final Database database;
  private final Relay relay;
  private final House house;

  /**
   * Makes and starts all but the nodes.
   *
   * @param folder for logs and data
   */
  World(Path folder, long seed, int nodeCount, int tenantCount, List<String> settings)
      throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    try {
      database = opened(new Database(folder));
      relay = opened(new Relay(folder, seed));
      house = opened(new House(folder, database.port()));
      for (int i = 1; i <= tenantCount; i++) {
        tenants.add(house.tenant("account-" + i));
      }
      List<String> all =
          new ArrayList<>(List.of("list.max-age=" + MAX_AGE.toSeconds() + "s", "relay.timeout=2s"));
      all.addAll(settings);
      for (int i = 1; i <= nodeCount; i++) {
        String name = "node-" + i;
        nodes.add(
            opened(
                new Node(name, folder, folder.resolve(name), database.port(), relay.port(), all)));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  void startNodes() throws IOException {
    for (Node node : nodes) {
      node.start();
    }
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  List<House.Tenant> tenants() {
    return List.copyOf(tenants);
  }

  Database database() {
    return database;
  }

  Relay relay() {
    return relay;
  }

  Path folder() {
    return folder;
  }

  /** Asked once everything is still. */
  Truth truth() throws IOException {
    Map<String, List<Revision>> lists = new HashMap<>();
    for (House.Tenant tenant : tenants) {
      lists.put(tenant.id(), house.revisions(tenant.id()));
    }
    return new Truth(lists, relay.messages());
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // The rest is closed all the same.
        System.err.println("chaos: " + e);
      }
    }
  }
}

package dev.sallyport.chaos;

/** What can befall the world. */
enum Fault {
  NODE_KILLED(true),
  NODE_FROZEN(true),
  NODE_RESTARTED(true),
  CLOCK_STEPPED(true),
  DISK_FULL(true),
  DATABASE_FROZEN(false),
  DATABASE_KILLED(false),
  LINK_TO_DATABASE_CUT(true),
  LINK_TO_DATABASE_SILENT(true),
  LINK_TO_DATABASE_SLOW(true),
  LINK_TO_RELAY_CUT(true),
  LINK_TO_RELAY_SILENT(true),
  RELAY_SLOW(false),
  RELAY_REFUSING(false),
  RELAY_DROPPING(false),
  RELAY_SILENT(false),
  RELAY_KILLED(false);

  private final boolean ofNode;

  Fault(boolean ofNode) {
    this.ofNode = ofNode;
  }

  /** Whether it befalls one node and not all. */
  boolean isOfNode() {
    return ofNode;
  }

  /** Whether it is the relay's, or lies on the way to it. */
  boolean isOfRelay() {
    return switch (this) {
      case LINK_TO_RELAY_CUT,
          LINK_TO_RELAY_SILENT,
          RELAY_SLOW,
          RELAY_REFUSING,
          RELAY_DROPPING,
          RELAY_SILENT,
          RELAY_KILLED ->
          true;
      default -> false;
    };
  }

  /** Whether lists may hold longer for it, or a node forgets what it acknowledged. */
  boolean isOfLists() {
    return !isOfRelay() && this != CLOCK_STEPPED && this != DISK_FULL;
  }
}

package dev.sallyport.chaos;

/**
 * A time in which a change may take longer to hold.
 *
 * @param node where; empty for all
 */
record Trouble(String what, String node, long start, long end) {

  boolean touches(String other, long from, long to) {
    return (node.isEmpty() || other.isEmpty() || node.equals(other)) && start <= to && end >= from;
  }
}

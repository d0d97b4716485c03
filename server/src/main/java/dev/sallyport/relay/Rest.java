package dev.sallyport.relay;

/**
 * The pause in which a server that failed is passed over where there is another: one second, then
 * double each time up to five.
 */
final class Rest {

  private static final long FIRST = 1_000_000_000L;
  private static final long LONGEST = 5_000_000_000L;

  private long length;
  private long end;

  synchronized boolean isResting() {
    return length > 0 && System.nanoTime() - end < 0;
  }

  /** Begins or lengthens; true if the server was well until now. */
  synchronized boolean begin() {
    boolean wasWell = length == 0;
    length = wasWell ? FIRST : Math.min(2 * length, LONGEST);
    end = System.nanoTime() + length;
    return wasWell;
  }

  /** Ends; true if the server was not well until now. */
  synchronized boolean end() {
    boolean wasIll = length > 0;
    length = 0;
    return wasIll;
  }
}

package dev.sallyport.relay;

/** What a {@link FakeRelay} does at a {@link Step}. */
public sealed interface Act {

  /** Goes on as usual; fills a place in the queue. */
  record Usual() implements Act {}

  /**
   * Says this instead of the usual reply; a 2xx or 3xx is then acted on as the usual one would be.
   * May hold several lines, parted by CRLF; the last CRLF is added.
   */
  record Say(String reply) implements Act {}

  /** Says this and closes the connection. */
  record SayAndDrop(String reply) implements Act {}

  /** Closes the connection without a word. */
  record Drop() implements Act {}

  /** Says nothing more, reading on until the other side closes. */
  record Stall() implements Act {}

  /** Neither reads nor writes until the other side closes or the relay does. */
  record StopReading() implements Act {}

  static Act usual() {
    return new Usual();
  }

  static Act say(String reply) {
    return new Say(reply);
  }

  static Act sayAndDrop(String reply) {
    return new SayAndDrop(reply);
  }

  static Act drop() {
    return new Drop();
  }

  static Act stall() {
    return new Stall();
  }

  static Act stopReading() {
    return new StopReading();
  }
}

package dev.sallyport.peer;

/** Who is calling, or why that can't be told. */
public sealed interface PeerResult {

  record Known(Peer peer) implements PeerResult {}

  /** A trusted proxy sent what can't be read: answered 400, never guessed at. */
  record Malformed(String message) implements PeerResult {}
}

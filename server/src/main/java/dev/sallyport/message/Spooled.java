package dev.sallyport.message;

/** What came of spooling a message. */
public sealed interface Spooled {

  /** The whole message; to be closed by whoever asked for it. */
  record Kept(Content content) implements Spooled {}

  /** The message was longer than allowed; nothing of it is kept. */
  record TooLarge(long maxBytes) implements Spooled {}
}

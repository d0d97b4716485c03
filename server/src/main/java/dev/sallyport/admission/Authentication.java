package dev.sallyport.admission;

/** What came of showing a credential. */
public sealed interface Authentication {

  record Authenticated(Caller caller) implements Authentication {}

  /** Unknown, paused or wrong: not told apart. */
  record Refused() implements Authentication {}

  /** Nothing was ever loaded, or it is too old to be gone by: a temporary failure. */
  record Unavailable() implements Authentication {}
}

package dev.sallyport.outgoing;

import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface CallResult {

  /**
   * The server answered. A redirect is an answer like any other: none is followed.
   *
   * @param status 200 to 599
   * @param body what was read of it, as UTF-8; what is none is replaced
   * @param cutOff whether there was more of the body than was to be read
   * @param etag what the server calls this version; null where it does not say
   */
  record Answered(int status, String body, boolean cutOff, @Nullable String etag)
      implements CallResult {}

  /**
   * The host lies where we do not call: nothing was sent.
   *
   * @param why for the person who named the URL
   */
  record Refused(String why) implements CallResult {}

  /**
   * No whole answer came in time.
   *
   * @param why for the person who named the URL
   */
  record Failed(String why) implements CallResult {}
}

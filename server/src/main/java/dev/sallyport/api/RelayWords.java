package dev.sallyport.api;

import dev.sallyport.smtp.Reply;
import java.util.Map;

/** The relay's words, put as HTTP puts them: 4xx is 503 with Retry-After, 5xx is 422. */
final class RelayWords {
  private static final int RETRY_SECONDS = 60;

  private RelayWords() {}

  static Answer away() {
    return Answer.tryAgain(
        503,
        RETRY_SECONDS,
        "The relay behind this server can't be reached, so nothing was sent. Try again later.");
  }

  /** One word about the field. */
  static Answer refused(String what, String field, Reply reply) {
    FieldErrors errors = FieldErrors.of(field, what + ": " + reply);
    return reply.isTransient() ? later(errors) : errors.answer(422);
  }

  /** Its words on the recipients it refused, by field; nothing was sent to the others either. */
  static Answer refused(Map<String, Reply> byField) {
    FieldErrors errors = new FieldErrors();
    byField.forEach((field, reply) ->
        errors.add(field, "The relay refused this recipient, so nothing was sent: " + reply));
    // One that is refused for good would be refused again with the others.
    return byField.values().stream().allMatch(Reply::isTransient)
        ? later(errors)
        : errors.answer(422);
  }

  private static Answer later(FieldErrors errors) {
    return errors.answer(503).with("Retry-After", Integer.toString(RETRY_SECONDS));
  }
}

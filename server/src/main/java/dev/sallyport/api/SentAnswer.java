package dev.sallyport.api;

/** How the sender of one message hears what became of it. */
final class SentAnswer {
  private SentAnswer() {}

  static Answer of(Sent sent) {
    return switch (sent) {
      case Sent.Refused(Answer answer) -> answer;
      case Sent.HandedOver(String id, String note) -> {
        Answer answer = Answer.empty(202).with("X-Message-Id", id);
        yield note.isEmpty() ? answer : answer.with("X-Sallyport-Note", note);
      }
      case Sent.Unknown(String id) -> unknown(id);
    };
  }

  /** No Retry-After: trying again may send a second copy. */
  private static Answer unknown(String id) {
    return Answer.json(
            503,
            Json.object()
                .put(
                    "message",
                    "The relay fell silent after it was given the message, so its outcome is"
                        + " unknown: it may have been sent or not. Sending it again may send it"
                        + " twice.")
                .put("outcome", "unknown")
                .put("message_id", id))
        .with("X-Message-Id", id);
  }
}

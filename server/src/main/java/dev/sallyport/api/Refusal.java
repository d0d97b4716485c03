package dev.sallyport.api;

import java.io.Serial;

/** Ends a call early with an answer; never a bug, so without a stack trace. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Answer answer;

  Refusal(Answer answer) {
    super("HTTP " + answer.status(), null, false, false);
    this.answer = answer;
  }

  static Refusal of(int status, String message) {
    return new Refusal(Answer.message(status, message));
  }

  Answer answer() {
    return answer;
  }
}

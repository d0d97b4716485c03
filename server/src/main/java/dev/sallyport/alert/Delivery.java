package dev.sallyport.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event told to one target, as the log shows it.
 *
 * @param event its word
 * @param subject the event in one line
 * @param attempts how often it was tried
 * @param nextAt when it is tried (again); null where it is not
 * @param triedAt when it was last tried; null where it never was
 * @param took how long that try took; null likewise
 * @param status the answer's HTTP status or SMTP code; null where there was none
 * @param answer the beginning of the answer, or why there was none
 */
public record Delivery(
    String id,
    String event,
    String subject,
    Instant madeAt,
    State state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant triedAt,
    @Nullable Duration took,
    @Nullable Integer status,
    String answer) {
  /** How it stands. */
  public enum State {
    WAITING("waiting"),
    DELIVERED("delivered"),
    GIVEN_UP("given_up");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static State of(String word) {
      for (State state : values()) {
        if (state.word.equals(word)) {
          return state;
        }
      }
      return GIVEN_UP;
    }
  }
}

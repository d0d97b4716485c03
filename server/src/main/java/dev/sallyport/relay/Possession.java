package dev.sallyport.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose a lent connection is. Between two commands, while our own client is silent, others in need
 * may take it back; during a command nobody may.
 */
final class Possession {

  private enum State {
    RESTING,
    BUSY,
    TAKEN_BACK,
    ENDED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RESTING);
  private volatile long restingSince = System.nanoTime();

  /** Begins a command. */
  void enter() throws LostException {
    if (!state.compareAndSet(State.RESTING, State.BUSY)) {
      if (state.get() == State.TAKEN_BACK) {
        throw new LostException("the connection went to others while our client was silent");
      }
      throw new IllegalStateException("a connection no longer lent");
    }
  }

  /** Ends a command. */
  void leave() {
    restingSince = System.nanoTime();
    state.compareAndSet(State.BUSY, State.RESTING);
  }

  /** Ends it for the borrower; false where it was at an end already. */
  boolean end() {
    State was = state.getAndUpdate(s -> s == State.TAKEN_BACK ? s : State.ENDED);
    return was == State.RESTING || was == State.BUSY;
  }

  /** Ends it for others' need; false where the borrower is using it or is done. */
  boolean takeBack() {
    return state.compareAndSet(State.RESTING, State.TAKEN_BACK);
  }

  boolean wasTakenBack() {
    return state.get() == State.TAKEN_BACK;
  }

  /** For how long no command was put; zero during one. */
  Duration rest() {
    return state.get() == State.RESTING
        ? Duration.ofNanos(System.nanoTime() - restingSince)
        : Duration.ZERO;
  }
}

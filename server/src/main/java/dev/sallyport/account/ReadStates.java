package dev.sallyport.account;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What one read found, handed on once it has ended: who takes it may wait for another thread that
 * waits for a connection, and a read may be tried twice.
 *
 * @param last the id after which the next page begins; empty where there is none
 */
record ReadStates(String last, List<AccountState> known, List<AccountState> damaged) {
  /** Reads into one list or the other, and says after which id to go on. */
  interface Reading {
    String into(Consumer<AccountState> known, Consumer<AccountState> damaged);
  }

  static ReadStates of(Reading reading) {
    List<AccountState> known = new ArrayList<>();
    List<AccountState> damaged = new ArrayList<>();
    String last = reading.into(known::add, damaged::add);
    return new ReadStates(last, known, damaged);
  }

  /** Hands them on, until it is told to stop. */
  void handOn(
      Consumer<AccountState> sink, Consumer<AccountState> damagedSink, BooleanSupplier stopped) {
    handOn(known, sink, stopped);
    handOn(damaged, damagedSink, stopped);
  }

  private static void handOn(
      List<AccountState> states, Consumer<AccountState> sink, BooleanSupplier stopped) {
    for (AccountState state : states) {
      if (stopped.getAsBoolean()) {
        return;
      }
      sink.accept(state);
    }
  }
}

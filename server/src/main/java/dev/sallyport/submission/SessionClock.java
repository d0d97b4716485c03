package dev.sallyport.submission;

import java.time.Duration;

/** A session's own time: what it has left before it must authenticate, or bring a message. */
final class SessionClock {
  private final Limits limits;
  private long since = System.nanoTime();
  private Duration allowed;
  private boolean authenticated;
  private boolean lastWait;
  private int idleCommands;

  SessionClock(Limits limits) {
    this.limits = limits;
    this.allowed = limits.beforeAuth();
  }

  /** The client authenticated, or brought a message on. */
  void progress() {
    since = System.nanoTime();
    allowed = limits.withoutMessage();
    authenticated = true;
    idleCommands = 0;
  }

  void authenticationForgotten() {
    since = System.nanoTime();
    allowed = limits.beforeAuth();
    authenticated = false;
  }

  /** How long to wait for the next line. */
  Duration untilNextCommand() {
    Duration left = allowed.minusNanos(System.nanoTime() - since);
    lastWait = left.compareTo(limits.command()) < 0;
    return lastWait ? left : limits.command();
  }

  /** Whether the wait just asked for ends the time there is to authenticate. */
  boolean isAuthLate() {
    return lastWait && !authenticated;
  }

  /** Counts a command that brings no message on; whether there were too many. */
  boolean isIdleTooLong() {
    return ++idleCommands > limits.idleCommands();
  }
}

package dev.sallyport.submission;

import java.time.Duration;

/** The usual limits, with those changed that a test is about. */
final class TestLimits {
  private static final Limits USUAL = Limits.usual();

  int sessions = USUAL.sessions();
  int sessionsPerSite = USUAL.sessionsPerSite();
  int sessionsPerAccount = USUAL.sessionsPerAccount();
  int messagesPerAccount = USUAL.messagesPerAccount();
  Duration turn = USUAL.turn();
  Duration greetPause = USUAL.greetPause();
  Duration preface = USUAL.preface();
  Duration beforeAuth = USUAL.beforeAuth();
  Duration command = USUAL.command();
  Duration withoutMessage = USUAL.withoutMessage();
  Duration dataSilence = USUAL.dataSilence();
  Duration dataGrace = USUAL.dataGrace();
  int dataRate = USUAL.dataRate();
  int errors = USUAL.errors();
  int idleCommands = USUAL.idleCommands();

  Limits build() {
    return new Limits(
        sessions,
        sessionsPerSite,
        sessionsPerAccount,
        messagesPerAccount,
        turn,
        greetPause,
        preface,
        beforeAuth,
        command,
        withoutMessage,
        USUAL.write(),
        dataSilence,
        dataGrace,
        dataRate,
        USUAL.linger(),
        errors,
        USUAL.authFailures(),
        idleCommands,
        USUAL.recipients(),
        USUAL.receivedLines());
  }
}

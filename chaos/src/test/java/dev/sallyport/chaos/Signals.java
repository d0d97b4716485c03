package dev.sallyport.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java itself has no words for. */
final class Signals {
  private Signals() {}

  static void send(String signal, ProcessHandle process) {
    try {
      // One that has ended meanwhile is none of our concern.
      int _ =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

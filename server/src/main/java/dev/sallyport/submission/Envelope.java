package dev.sallyport.submission;

import dev.sallyport.intake.Submission;
import dev.sallyport.message.ReversePath;
import org.jspecify.annotations.Nullable;

/**
 * The message under way: its account's turn, its sender, how many recipients it has, and what came
 * of it by BDAT.
 */
final class Envelope implements AutoCloseable {
  private final Turns turns;
  private final String accountId;
  private final ReversePath from;
  private final Submission submission;
  private int recipients;
  private @Nullable Body chunks;

  /** Holds a turn of the account's until it is closed. */
  Envelope(Turns turns, String accountId, ReversePath from, Submission submission) {
    this.turns = turns;
    this.accountId = accountId;
    this.from = from;
    this.submission = submission;
  }

  ReversePath from() {
    return from;
  }

  Submission submission() {
    return submission;
  }

  int recipients() {
    return recipients;
  }

  void recipientAccepted() {
    recipients++;
  }

  /** What has come by BDAT so far; null before the first chunk. */
  @Nullable Body chunks() {
    return chunks;
  }

  void beginChunks(Body body) {
    chunks = body;
  }

  @Override
  public void close() {
    Body begun = chunks;
    if (begun != null) {
      begun.close();
    }
    try {
      submission.close();
    } finally {
      turns.leave(accountId);
    }
  }
}

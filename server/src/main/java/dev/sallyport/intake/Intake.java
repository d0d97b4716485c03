package dev.sallyport.intake;

import dev.sallyport.message.ReversePath;

/** The only way in for mail. */
public final class Intake {

  /** Decides on the live picture, checks the sender's domain and puts MAIL to the relay. */
  public Start open(Call call, ReversePath from) {
    throw new UnsupportedOperationException();
  }
}

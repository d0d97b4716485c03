package dev.sallyport.activity;

/** What became of a call, as far as the list had a say. */
public enum Outcome {
  /** The list allowed it. */
  ALLOWED("reason IN ('listed', 'unrestricted')"),
  /** Not allowed and turned away. */
  DENIED("reason NOT IN ('listed', 'unrestricted') AND let_in = FALSE"),
  /** Not allowed, and let in all the same by a list in monitor mode. */
  MONITORED("reason NOT IN ('listed', 'unrestricted') AND let_in = TRUE"),
  /** Not allowed, whether it was turned away or not. */
  NOT_ALLOWED("reason NOT IN ('listed', 'unrestricted')");

  private final String condition;

  Outcome(String condition) {
    this.condition = condition;
  }

  /** The rows of any table of counts; spelt as the indexes of denied calls are. */
  String condition() {
    return condition;
  }
}

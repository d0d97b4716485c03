package dev.sallyport.alert;

/**
 * A target that was made, or whose key was made anew.
 *
 * @param secret a webhook's key, which is shown this once; empty for mail
 */
public record AddedTarget(AlertTarget target, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "AddedTarget[" + target + "]";
  }
}

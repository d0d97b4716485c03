package dev.sallyport.dashboard;

import java.io.Serial;

/** A request that is not gone on with: its status, and what the page says of it. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  Refusal(int status, String title, String text) {
    super(text, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Refusal notFound() {
    return new Refusal(
        404, "There is nothing here", "The page or entry was deleted, or the address is mistyped.");
  }

  static Refusal viewer() {
    return new Refusal(
        403,
        "You can look, but not change this",
        "Your role here is viewer, so nothing was changed. Ask an owner or admin of this account.");
  }

  static Refusal foreignForm() {
    return new Refusal(
        403,
        "This form did not come from this page",
        "It is too old, or another site sent it. Nothing was changed. Open the page again and"
            + " repeat the change.");
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}

package dev.sallyport.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * One row of a table of callers.
 *
 * @param id of the row in the page
 * @param note under the address
 * @param via {@code API} or {@code SMTP}, and what is odd about the credential
 * @param why in words
 * @param tone of a status that takes the place of a bare reason; empty for a bare reason
 * @param undo the way back from what was just done; null for none
 * @param attempts the page with its attempts alone; empty where that is looked at
 * @param revoke where the credential is paused; empty where it can't be
 */
record AttemptRow(
    String id,
    String address,
    String note,
    String credential,
    String via,
    String why,
    String tone,
    String calls,
    When last,
    Fix fix,
    Flash.@Nullable Action undo,
    String attempts,
    String revoke) {

  /**
   * The right thing to do about it.
   *
   * @param path where it is posted; empty for nothing
   * @param label of the button
   * @param name what it is done to, for assistive technology
   * @param otherPath a second choice; empty for none
   * @param otherLabel its words
   * @param formPath a form with all choices; empty for none
   */
  record Fix(
      String path,
      String label,
      String name,
      String otherPath,
      String otherLabel,
      String formPath) {
    static final Fix NONE = new Fix("", "", "", "", "", "");
  }

  boolean hasMenu() {
    return !fix.otherPath().isEmpty() || !revoke.isEmpty() || !attempts.isEmpty();
  }
}

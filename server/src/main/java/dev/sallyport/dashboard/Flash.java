package dev.sallyport.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * The result of the last action.
 *
 * @param bad whether it failed
 * @param action a way on or back; null for none
 */
record Flash(boolean bad, String text, @Nullable Action action) {

  /**
   * A button beside the text.
   *
   * @param path where it goes
   * @param revision the list's revision it is meant for; negative for a plain link
   */
  record Action(String label, String path, long revision) {
    boolean link() {
      return revision < 0;
    }
  }

  static Flash failed(String text) {
    return new Flash(true, text, null);
  }

  /** The list was changed by someone else in between. */
  static Flash stale(ListOwner owner) {
    return new Flash(
        true,
        "Not saved. The list was changed by someone else.",
        new Action("Reload list", owner.path(), -1));
  }
}

package dev.sallyport.account;

import java.util.List;

/** What came of asking what a change would do. */
public sealed interface PreviewResult {

  /**
   * The change could be made.
   *
   * @param after the list as it would be, at the revision it would have
   * @param effect what it would do to the callers of late
   * @param warnings what would have to be acknowledged
   */
  record Previewed(Allowlist before, Allowlist after, Effect effect, List<Warning> warnings)
      implements PreviewResult {
    public Previewed {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It could not.
   *
   * @param result why; never a {@link ChangeResult.Changed} nor a {@link
   *     ChangeResult.NeedsAcknowledgement}
   */
  record Refused(ChangeResult result) implements PreviewResult {}
}

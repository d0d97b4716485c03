package dev.sallyport.dashboard;

import dev.sallyport.account.ChangeResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a form would do, shown in it.
 *
 * @param box null where nothing is known yet, as of an address that is half typed
 * @param warnings what must be acknowledged besides that callers are cut off
 * @param also addresses to be allowed along with the change
 * @param refused why the change could not be made; null where it could
 */
record Impact(
    @Nullable ImpactBox box,
    List<WarningBox> warnings,
    List<String> also,
    @Nullable ChangeResult refused) {
  static final Impact NONE = new Impact(null, List.of(), List.of(), null);

  Impact {
    warnings = List.copyOf(warnings);
    also = List.copyOf(also);
  }

  static Impact unknown(List<WarningBox> warnings, List<String> also) {
    return new Impact(null, warnings, also, null);
  }

  /** The same, with warnings that were worded for the form in place of those for everyone. */
  Impact worded(List<WarningBox> boxes) {
    List<WarningBox> all =
        warnings.stream()
            .map(warning ->
                boxes.stream()
                    .filter(box -> box.code().equals(warning.code()))
                    .findFirst()
                    .orElse(warning))
            .toList();
    return new Impact(box, all, also, refused);
  }

  /** Whether somebody would be cut off, or is kept from it: of no other is a dialog told. */
  boolean matters() {
    return box != null && box.matters();
  }
}

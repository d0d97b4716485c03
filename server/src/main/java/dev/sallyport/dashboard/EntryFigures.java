package dev.sallyport.dashboard;

import dev.sallyport.activity.EntryCallers;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is used for, in its row.
 *
 * @param lastUsed null for never
 * @param by the credentials that used it within 30 days; empty for none
 * @param spark the calls of 30 days as a path
 * @param calls how many there were
 */
record EntryFigures(@Nullable When lastUsed, String by, String spark, String calls) {
  static final int DAYS = EntryCallers.DAYS;
}

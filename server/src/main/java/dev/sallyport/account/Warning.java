package dev.sallyport.account;

import java.util.List;

/**
 * Something a change does that must be acknowledged.
 *
 * @param code {@code closes_account}, {@code opens_account}, {@code denies_caller}, {@code
 *     denies_recent_callers} or {@code very_wide}
 * @param message one or two sentences for the person who makes the change
 * @param callers whom it would deny, at most {@value #MOST_CALLERS}; those with the most calls
 *     first
 */
public record Warning(String code, String message, List<RecentCaller> callers) {
  static final String DENIES_RECENT_CALLERS = "denies_recent_callers";

  /** How many callers a warning names at most. */
  public static final int MOST_CALLERS = 100;

  public Warning {
    callers = callers.stream().limit(MOST_CALLERS).toList();
  }

  /** A warning that is not about callers of late. */
  public Warning(String code, String message) {
    this(code, message, List.of());
  }
}

package dev.sallyport.account;

/**
 * Something a change does that must be acknowledged.
 *
 * @param code {@code closes_account}, {@code opens_account}, {@code denies_caller} or {@code
 *     very_wide}
 * @param message one or two sentences for the person who makes the change
 */
public record Warning(String code, String message) {}

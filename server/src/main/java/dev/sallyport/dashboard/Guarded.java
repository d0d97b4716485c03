package dev.sallyport.dashboard;

/**
 * The hidden fields of each form.
 *
 * @param csrf the session's token
 * @param account the account the page was made for, so that a form left open in another tab does
 *     not change the account switched to since; empty before the sign-in
 */
record Guarded(String csrf, String account) {}

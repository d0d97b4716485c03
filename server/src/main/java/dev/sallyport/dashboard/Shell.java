package dev.sallyport.dashboard;

import java.util.List;

/**
 * The frame around a page: the side bar and what it needs.
 *
 * @param current the path of the page's entry in the navigation
 * @param accounts the other accounts of the member; empty for a member of one
 * @param address where the member calls from
 * @param standing what the list says of that address
 * @param notice a line above the page that says what is not as it should be; may be empty
 */
record Shell(
    String title,
    String assets,
    String current,
    String accountId,
    String accountName,
    String planName,
    List<Choice> accounts,
    String address,
    Standing standing,
    String email,
    String csrf,
    String notice) {

  /** One more account to look at. */
  record Choice(String id, String name, String role) {}

  /** A word about an address, with its icon and colour. */
  record Standing(String tone, Icon icon, String word) {}

  /** The first letter of the account's name, for its mark. */
  String mark() {
    return accountName.isEmpty()
        ? "?"
        : new String(Character.toChars(Character.toUpperCase(accountName.codePointAt(0))));
  }

  Guarded guarded() {
    return new Guarded(csrf, accountId);
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.Warning;
import java.util.List;

/**
 * A warning that has to be acknowledged before a change is made.
 *
 * @param tone {@code warn} or {@code bad}
 * @param label what the checkbox beside it agrees to
 */
record WarningBox(String code, String tone, String title, String text, String label) {

  static List<WarningBox> of(List<Warning> warnings, ListOwner owner) {
    return warnings.stream().map(warning -> of(warning, owner)).toList();
  }

  static WarningBox of(Warning warning, ListOwner owner) {
    String code = warning.code();
    return switch (code) {
      case "closes_account" ->
          new WarningBox(
              code,
              "warn",
              "Every address that is not listed will be denied",
              warning.message(),
              owner.account()
                  ? "Restrict this account to its list"
                  : "Restrict this " + owner.noun() + " to its own list");
      case "opens_account" ->
          new WarningBox(
              code,
              "bad",
              owner.account()
                  ? "This opens the account to every IP"
                  : "The account's list alone will guard this " + owner.noun(),
              warning.message(),
              owner.account() ? "Open this account to every IP" : "Go by the account's list only");
      case "denies_caller" ->
          new WarningBox(
              code,
              "bad",
              "This is the address you are using now",
              warning.message(),
              "Cut off my own address");
      case "denies_recent_callers" ->
          new WarningBox(
              code,
              "warn",
              "Addresses that sent lately would be cut off",
              warning.message(),
              "Cut these addresses off");
      case "very_wide" ->
          new WarningBox(
              code,
              "warn",
              "The list would cover a very large part of the internet",
              warning.message(),
              "Allow this many addresses");
      default ->
          new WarningBox(code, "warn", "This needs your word", warning.message(), "Go ahead");
    };
  }

  /** What is known beforehand of adding to an empty list. */
  static WarningBox closes(ListOwner owner) {
    return of(
        new Warning(
            "closes_account",
            owner.account()
                ? "The list is empty, so every address can send. With its first entry only listed"
                    + " addresses can."
                : "With its first entry this "
                    + owner.noun()
                    + " may call only from addresses on its own list."),
        owner);
  }

  /** What is known beforehand of deleting the only entry. */
  static WarningBox empties(ListOwner owner) {
    return of(
        new Warning(
            "opens_account",
            owner.account()
                ? "Without an entry the list is empty, and anyone holding a valid token or SMTP"
                    + " password can send, from any address. Pause the entry instead to keep it"
                    + " closed."
                : "Without an entry this "
                    + owner.noun()
                    + " works from every address that the account's list lets in. Pause the entry"
                    + " instead to keep it closed."),
        owner);
  }

  /** What is known beforehand of turning monitor mode on. */
  static WarningBox monitors(ListOwner owner) {
    return of(
        new Warning(
            "opens_account",
            (owner.account() ? "Mail" : "With this " + owner.noun() + " mail")
                + " from addresses that are not on the list is let through until the list is"
                + " enforced again."),
        owner);
  }
}

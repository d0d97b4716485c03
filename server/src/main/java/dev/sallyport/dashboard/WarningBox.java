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

  static List<WarningBox> of(List<Warning> warnings) {
    return warnings.stream().map(WarningBox::of).toList();
  }

  static WarningBox of(Warning warning) {
    String code = warning.code();
    return switch (code) {
      case "closes_account" ->
          new WarningBox(
              code,
              "warn",
              "Every address that is not listed will be denied",
              warning.message(),
              "Restrict this account to its list");
      case "opens_account" ->
          new WarningBox(
              code,
              "bad",
              "This opens the account to every IP",
              warning.message(),
              "Open this account to every IP");
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
  static WarningBox closesAccount() {
    return of(
        new Warning(
            "closes_account",
            "The list is empty, so every address can send. With its first entry only listed"
                + " addresses can."));
  }

  /** What is known beforehand of deleting the only entry. */
  static WarningBox opensAccount() {
    return of(
        new Warning(
            "opens_account",
            "Without an entry the list is empty, and anyone holding a valid token or SMTP password"
                + " can send, from any address. Pause the entry instead to keep it closed."));
  }
}

package dev.sallyport.dashboard;

import java.util.List;

/**
 * The addresses that already send and are not on the list, to be ticked.
 *
 * @param total how many there are, with those that are not shown
 * @param first whether the list is empty, so that what is ticked closes it
 * @param foot what comes of what is ticked
 * @param error why nothing was done; empty otherwise
 */
record SeenForm(
    ListOwner owner,
    Guarded guarded,
    long revision,
    List<Row> rows,
    long total,
    boolean first,
    Foot foot,
    String error) {

  /**
   * An address.
   *
   * @param door {@code API}, {@code SMTP} or both
   * @param by the names of the credentials it used
   * @param name what the entry would be called
   * @param fresh whether it was first seen within a week
   * @param note what else there is to know; may be empty
   * @param narrow whether it can be ticked: not a whole family of addresses
   */
  record Row(
      String address,
      String door,
      String by,
      String name,
      When first,
      When last,
      boolean fresh,
      String note,
      boolean narrow,
      String calls,
      boolean ticked) {
    /** Of the field with its name. */
    String field() {
      return "name-" + address;
    }
  }

  /**
   * What is said below.
   *
   * @param tone {@code ok}, {@code warn} or empty
   * @param button what the button does, in words
   */
  record Foot(String tone, String text, String button) {}

  String at() {
    return owner.path() + "/seen";
  }

  String sentence() {
    String did =
        (total == 1 ? "This 1 address" : "These " + Words.count(total, "address", "addresses"))
            + (owner.account() ? " sent mail" : " used this " + owner.noun())
            + " in the last 30 days";
    if (first) {
      return did + ". Tick the ones you recognise; every other address is denied once you save.";
    }
    return did + (total == 1 ? " and is" : " and are") + " not covered by an entry.";
  }

  /** How many are left out; empty for none. */
  String more() {
    long more = total - rows.size();
    return more <= 0
        ? ""
        : "The "
            + rows.size()
            + " with the most calls are shown. "
            + Words.count(more, "address is", "addresses are")
            + " not: add a range that covers them.";
  }
}

package dev.sallyport.dashboard;

import java.util.List;

/**
 * The addresses that already send and are not on the list, to be ticked.
 *
 * @param total how many there are, with those that are not shown
 * @param found how many of them the search finds
 * @param search what an address or a credential has to hold; empty for all
 * @param limit how many that are not ticked are shown at most
 * @param first whether the list is empty, so that what is ticked closes it
 * @param foot what comes of what is ticked
 * @param mayGoBack whether the change may be made so that it goes back by itself
 * @param goesBack whether that is ticked
 * @param error why nothing was done; empty otherwise
 */
record SeenForm(
    ListOwner owner,
    Guarded guarded,
    long revision,
    List<Row> rows,
    long total,
    int found,
    String search,
    int limit,
    boolean first,
    boolean mayGoBack,
    boolean goesBack,
    Foot foot,
    String error) {
  /** How many are shown at first, and with each step more. */
  static final int STEP = 50;

  /** Rows at most that are not ticked: a form holds the fields of these and of the ticked ones. */
  static final int MOST_ROWS = 150;

  /** From how many addresses on they want to be searched. */
  private static final int MANY = 12;

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

  boolean searchable() {
    return total > MANY || !search.isEmpty();
  }

  /** Whether more rows can be asked for. */
  boolean hasMore() {
    return found > limit && limit < MOST_ROWS;
  }

  /** How many are left out, or found; empty where all are shown. */
  String more() {
    if (found > limit) {
      String rest = Words.count(found - limit, "address is", "addresses are") + " not";
      String shown = "The " + limit + " with the most calls are shown, " + rest + ".";
      return hasMore() ? shown : shown + " Search for them, or add a range that covers them.";
    }
    return search.isEmpty()
        ? ""
        : Words.count(found, "address fits", "addresses fit") + ". What is ticked stays in sight.";
  }
}

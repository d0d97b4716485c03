package dev.sallyport.dashboard;

import java.util.List;
import java.util.Locale;

/**
 * A page of the table of entries.
 *
 * @param all the rows of the list: entries, and groups as one each
 * @param found those that the filter lets through
 * @param entries how many of these are entries
 * @param from the first of them on this page, from 0
 * @param to the one after the last
 */
record EntryTable(
    ListOwner owner,
    List<Row> rows,
    ListView view,
    int all,
    int found,
    int entries,
    int from,
    int to,
    int pages) {
  /** From how many entries on a list wants to be filtered. */
  private static final int MANY = 12;

  /** A row of the table. */
  sealed interface Row permits EntryRow, GroupRow {}

  /** Whether several of the rows on this page can be ticked. */
  boolean ticks() {
    return rows.stream().filter(EntryRow.class::isInstance).limit(2).count() == 2;
  }

  /** Whether what the entries are used for is shown. */
  boolean used() {
    return owner.account();
  }

  boolean filtered() {
    return all > MANY || view.filtered();
  }

  String link(ListView to) {
    return owner.at(to.query());
  }

  /** This page with each of its rows ticked. */
  String ticked() {
    String query = view.query();
    return owner.at(query.isEmpty() ? "ticked=1" : query + "&ticked=1");
  }

  String range() {
    return String.format(Locale.ROOT, "%,d to %,d of %,d", from + 1, to, found);
  }

  /** All that the filter lets through, in words. */
  String allFound() {
    return "All "
        + Words.count(entries, "entry", "entries")
        + (view.filtered() ? " that fit" : " of the list");
  }
}

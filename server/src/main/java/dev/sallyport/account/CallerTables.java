package dev.sallyport.account;

import dev.sallyport.account.CallerTable.Columns;
import dev.sallyport.account.CallerTable.Who;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link CallerTable} of counts that come in any order, and of a table that is there
 * already: only the new ones are sorted, and both are then gone through side by side.
 */
public final class CallerTables {
  /** Counts that are held at once, before those of one caller become one. */
  private static final int MOST_ROWS = 1 << 16;

  private CallerTable before;
  private final List<Who> whos;
  private final Map<String, Map<String, Integer>> places = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * A count.
   *
   * @param rough the address's first bits as a number, by which most of the sorting is done
   */
  private record Row(long rough, Network address, int who, long calls, long firstAt, long lastAt) {

    static long rough(IpAddress address) {
      return address.isV4() ? address.low() : (1L << 62) | (address.high() >>> 2);
    }
  }

  /**
   * A maker of tables.
   *
   * @param before what the counts are added to
   */
  public CallerTables(CallerTable before) {
    this.before = before;
    this.whos = new ArrayList<>(before.whos());
    for (int i = 0; i < whos.size(); i++) {
      places(whos.get(i).channel()).put(whos.get(i).credentialId(), i);
    }
  }

  private Map<String, Integer> places(String channel) {
    return places.computeIfAbsent(channel, _ -> new HashMap<>());
  }

  /**
   * Adds a count. Several of one caller are one row in the end.
   *
   * @param firstAt milliseconds, as is {@code lastAt}
   */
  public void add(
      Network address, String credentialId, String channel, long calls, long firstAt, long lastAt) {
    int who =
        places(channel)
            .computeIfAbsent(
                credentialId,
                id -> {
                  whos.add(new Who(id, channel));
                  return whos.size() - 1;
                });
    rows.add(new Row(Row.rough(address.base()), address, who, calls, firstAt, lastAt));
    if (rows.size() == MOST_ROWS) {
      before = table(Long.MIN_VALUE);
      rows.clear();
    }
  }

  /**
   * The table.
   *
   * @param since milliseconds; callers that were last seen before are left out
   */
  public CallerTable table(long since) {
    rows.sort(this::compare);
    Columns old = before.columns();
    Columns made = new Columns(before.size() + rows.size());
    int size = 0;
    int next = 0;
    int row = 0;
    while (next < rows.size() || row < before.size()) {
      if (next == rows.size() || (row < before.size() && compare(row, rows.get(next)) <= 0)) {
        made.copy(size, old, row);
        row++;
      } else {
        put(made, size, rows.get(next));
        next++;
      }
      while (next < rows.size() && isOf(rows.get(next), made, size)) {
        plus(made, size, rows.get(next));
        next++;
      }
      size += made.lastAt[size] >= since ? 1 : 0;
    }
    return new CallerTable(whos, made.cut(size), size);
  }

  private int compare(Row one, Row other) {
    int roughly = Long.compare(one.rough(), other.rough());
    return roughly != 0
        ? roughly
        : compare(one.address(), whos.get(one.who()), other.address(), whos.get(other.who()));
  }

  private int compare(int row, Row other) {
    return compare(before.address(row), before.who(row), other.address(), whos.get(other.who()));
  }

  private static int compare(Network one, Who by, Network other, Who otherBy) {
    int byAddress = one.compareTo(other);
    return byAddress != 0 ? byAddress : by.compareTo(otherBy);
  }

  private static boolean isOf(Row row, Columns columns, int place) {
    return row.who() == columns.whos[place] && row.address().equals(columns.addresses[place]);
  }

  private static void put(Columns columns, int place, Row row) {
    columns.addresses[place] = row.address();
    columns.whos[place] = row.who();
    columns.calls[place] = row.calls();
    columns.firstAt[place] = row.firstAt();
    columns.lastAt[place] = row.lastAt();
  }

  private static void plus(Columns columns, int place, Row row) {
    columns.calls[place] += row.calls();
    columns.firstAt[place] = Math.min(columns.firstAt[place], row.firstAt());
    columns.lastAt[place] = Math.max(columns.lastAt[place], row.lastAt());
  }
}

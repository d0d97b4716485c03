package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Who called of late, in the order of addresses and in columns: there may be a hundred thousand of
 * them, and most questions go once through all. A row is a {@link RecentCaller}, made when it is
 * asked for. Immutable.
 */
public final class CallerTable {
  public static final CallerTable EMPTY = new CallerTable(List.of(), new Columns(0), 0);

  private final List<Who> whos;
  private final Columns columns;
  private final int size;

  CallerTable(List<Who> whos, Columns columns, int size) {
    this.whos = List.copyOf(whos);
    this.columns = columns;
    this.size = size;
  }

  /** What a caller is besides its address; told by the place among those of the table. */
  record Who(String credentialId, String channel) implements Comparable<Who> {
    @Override
    public int compareTo(Who other) {
      int byCredential = credentialId.compareTo(other.credentialId);
      return byCredential != 0 ? byCredential : channel.compareTo(other.channel);
    }
  }

  /** The columns. Times are milliseconds. */
  static final class Columns {
    final Network[] addresses;
    final int[] whos;
    final long[] calls;
    final long[] firstAt;
    final long[] lastAt;

    Columns(int size) {
      addresses = new Network[size];
      whos = new int[size];
      calls = new long[size];
      firstAt = new long[size];
      lastAt = new long[size];
    }

    /** The first rows alone: of many days of the same callers little more is left than of one. */
    Columns cut(int size) {
      if (size == addresses.length) {
        return this;
      }
      Columns cut = new Columns(size);
      for (int row = 0; row < size; row++) {
        cut.copy(row, this, row);
      }
      return cut;
    }

    void copy(int to, Columns other, int from) {
      addresses[to] = other.addresses[from];
      whos[to] = other.whos[from];
      calls[to] = other.calls[from];
      firstAt[to] = other.firstAt[from];
      lastAt[to] = other.lastAt[from];
    }
  }

  /** How many callers there are. */
  public int size() {
    return size;
  }

  List<Who> whos() {
    return whos;
  }

  Columns columns() {
    return columns;
  }

  /** The address, or the network whose addresses were counted together. */
  Network address(int row) {
    return columns.addresses[row];
  }

  Who who(int row) {
    return whos.get(columns.whos[row]);
  }

  long calls(int row) {
    return columns.calls[row];
  }

  RecentCaller caller(int row) {
    Who who = who(row);
    return new RecentCaller(
        address(row),
        who.credentialId(),
        who.channel(),
        calls(row),
        Instant.ofEpochMilli(columns.firstAt[row]),
        Instant.ofEpochMilli(columns.lastAt[row]));
  }

  /** Whether the address, or a network it is counted in, is among them. */
  boolean holds(IpAddress address) {
    for (int row = 0; row < size; row++) {
      if (address(row).contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Those of some credentials, told by their ids. */
  public CallerTable of(Predicate<String> credential) {
    boolean[] wanted = new boolean[whos.size()];
    boolean all = true;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = credential.test(whos.get(i).credentialId());
      all &= wanted[i];
    }
    if (all) {
      return this;
    }
    Columns kept = new Columns(size);
    int rows = 0;
    for (int row = 0; row < size; row++) {
      if (wanted[columns.whos[row]]) {
        kept.copy(rows, columns, row);
        rows++;
      }
    }
    return new CallerTable(whos, kept, rows);
  }

  /** Those with the most calls of some rows, those with the most first. */
  List<RecentCaller> most(IntPredicate rows, int limit) {
    if (limit < 1) {
      return List.of();
    }
    Comparator<Integer> mostCallsFirst =
        Comparator.<Integer>comparingLong(row -> -calls(row))
            .thenComparing(Comparator.naturalOrder());
    // The one that makes room is the head.
    PriorityQueue<Integer> chosen = new PriorityQueue<>(mostCallsFirst.reversed());
    for (int row = 0; row < size; row++) {
      boolean full = chosen.size() == limit;
      if (rows.test(row) && (!full || mostCallsFirst.compare(row, chosen.element()) < 0)) {
        if (full) {
          chosen.remove();
        }
        chosen.add(row);
      }
    }
    return chosen.stream().sorted(mostCallsFirst).map(this::caller).toList();
  }

  /** All that called from one address, one after the other. */
  public Iterable<FromAddress> byAddress() {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < size;
          }

          @Override
          public FromAddress next() {
            FromAddress found = from(next);
            next = found.end;
            return found;
          }
        };
  }

  private FromAddress from(int row) {
    int end = row + 1;
    while (end < size && address(end).equals(address(row))) {
      end++;
    }
    return new FromAddress(row, end);
  }

  /** What called from that address, or was counted by that network; empty for nothing. */
  public List<RecentCaller> from(Network address) {
    int found = Arrays.binarySearch(columns.addresses, 0, size, address);
    if (found < 0) {
      return List.of();
    }
    while (found > 0 && address(found - 1).equals(address)) {
      found--;
    }
    return from(found).callers();
  }

  /** The callers of one address. */
  public final class FromAddress {
    private final int first;
    private final int end;

    private FromAddress(int first, int end) {
      this.first = first;
      this.end = end;
    }

    /** A single address, or a network whose addresses were counted together. */
    public Network address() {
      return CallerTable.this.address(first);
    }

    /** The calls of all of them. */
    public long calls() {
      long sum = 0;
      for (int row = first; row < end; row++) {
        sum += CallerTable.this.calls(row);
      }
      return sum;
    }

    public List<RecentCaller> callers() {
      List<RecentCaller> callers = new ArrayList<>(end - first);
      for (int row = first; row < end; row++) {
        callers.add(caller(row));
      }
      return callers;
    }
  }
}

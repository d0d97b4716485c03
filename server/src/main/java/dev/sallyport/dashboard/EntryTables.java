package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.Group;
import dev.sallyport.account.Groups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the table of entries, a page of it, with what each is used for. */
final class EntryTables {
  private static final int ROWS = 100;

  private final EntryUsage usage;
  private final Groups groups;

  EntryTables(EntryUsage usage, Groups groups) {
    this.usage = usage;
    this.groups = groups;
  }

  /** The entries that a view shows, all pages of them, in its order; a group's are not among. */
  List<Entry> found(Visit visit, ListView view) {
    return inOrder(visit, view, List.of()).stream().map(Line::entry).toList();
  }

  EntryTable of(Visit visit, ListView view, Probe probe) {
    List<Group> groups =
        visit.list().entries().stream().anyMatch(entry -> entry.groupId() != null)
            ? this.groups.of(visit.list().ref())
            : List.of();
    List<Line> found = inOrder(visit, view, groups);
    int last = Math.max(1, (found.size() + ROWS - 1) / ROWS);
    ListView at = view.atPage(Math.min(page(visit, view, found, probe), last));
    int from = (at.page() - 1) * ROWS;
    int to = Math.min(from + ROWS, found.size());
    return new EntryTable(
        visit.owner(),
        rows(visit, found.subList(from, to), probe),
        at,
        (int) visit.list().entries().stream().filter(entry -> entry.groupId() == null).count()
            + groups.size(),
        found.size(),
        (int) found.stream().filter(line -> line.group() == null).count(),
        from,
        to,
        last);
  }

  /**
   * A row to be: an entry, or a group with the one of its entries that it is sorted by.
   *
   * @param group null for an entry alone
   */
  private record Line(Entry entry, @Nullable Group group) {
    /** Whether the row stands for that entry. */
    boolean holds(Entry other) {
      return group == null ? entry.id().equals(other.id()) : group.id().equals(other.groupId());
    }
  }

  /**
   * The rows that a view shows, in its order. A group stands among the entries as one: for its
   * first entry that the view shows. What its networks are used for is not told of it, so by use it
   * comes as one that is not used.
   */
  private List<Line> inOrder(Visit visit, ListView view, List<Group> groups) {
    Map<String, Group> known =
        groups.stream().collect(Collectors.toMap(Group::id, Function.identity()));
    Set<String> shown = new HashSet<>();
    Map<String, Long> ranks = new HashMap<>(usage.ranks(visit, view));
    List<Line> lines = new ArrayList<>();
    visit.list().entries().stream()
        .filter(view.filter(visit.now()))
        .forEach(entry -> {
          String id = entry.groupId();
          Group group = id == null ? null : known.get(id);
          if (id == null) {
            lines.add(new Line(entry, null));
          } else if (group != null && shown.add(id)) {
            ranks.remove(entry.id());
            lines.add(new Line(entry, group));
          }
        });
    Comparator<Entry> order = view.order(visit.now(), ranks);
    lines.sort(Comparator.comparing(Line::entry, order));
    return lines;
  }

  /** The entries that end soon; null for none. */
  @Nullable Expiring expiring(Visit visit) {
    return Expiring.of(visit, usage);
  }

  private List<EntryTable.Row> rows(Visit visit, List<Line> lines, Probe probe) {
    Entry mine = Finding.of(visit.list(), visit.client(), visit.now()).entry();
    Entry matched = visit.list().entry(probe.entryId());
    Map<String, Entry> covered = visit.list().coveredBy(visit.now());
    Map<String, EntryFigures> figures =
        usage.figures(
            visit, lines.stream().filter(line -> line.group() == null).map(Line::entry).toList());
    boolean ticked = !Requests.query(visit.ctx(), "ticked").isEmpty();
    return lines.stream()
        .<EntryTable.Row>map(line -> {
          Entry entry = line.entry();
          Entry cover = covered.get(entry.id());
          boolean falls = matched != null && line.holds(matched);
          return line.group() == null
              ? EntryRow.of(
                  entry,
                  cover == null ? "" : cover.name(),
                  entry.equals(mine),
                  falls,
                  ticked,
                  figures.get(entry.id()),
                  visit.now())
              : GroupRow.of(line.group(), falls, visit.now());
        })
        .toList();
  }

  /** Where the row is that a check fell to; as asked for where there is none. */
  private static int page(Visit visit, ListView view, List<Line> found, Probe probe) {
    Entry matched = visit.list().entry(probe.entryId());
    for (int i = 0; i < found.size() && matched != null; i++) {
      if (found.get(i).holds(matched)) {
        return i / ROWS + 1;
      }
    }
    return view.page();
  }
}

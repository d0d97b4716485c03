package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.Groups;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  /** The entries that a view shows, all pages of them, in its order. */
  List<Entry> found(Visit visit, ListView view) {
    return visit.list().entries().stream()
        .filter(entry -> entry.groupId() == null)
        .filter(view.filter(visit.now()))
        .sorted(view.order(visit.now(), usage.ranks(visit, view)))
        .toList();
  }

  EntryTable of(Visit visit, ListView view, Probe probe) {
    List<Entry> found = found(visit, view);
    int last = Math.max(1, (found.size() + ROWS - 1) / ROWS);
    ListView at = view.atPage(Math.min(page(view, found, probe), last));
    int from = (at.page() - 1) * ROWS;
    int to = Math.min(from + ROWS, found.size());
    return new EntryTable(
        visit.owner(),
        at.page() == 1 ? groups(visit, view, probe) : List.of(),
        rows(visit, found.subList(from, to), probe),
        at,
        visit.list().entries().size(),
        found.size(),
        from,
        to,
        last);
  }

  /** The groups of which the view shows any entry. */
  private List<GroupRow> groups(Visit visit, ListView view, Probe probe) {
    Set<String> shown =
        visit.list().entries().stream()
            .filter(entry -> entry.groupId() != null)
            .filter(view.filter(visit.now()))
            .map(entry -> Objects.requireNonNullElse(entry.groupId(), ""))
            .collect(Collectors.toSet());
    if (shown.isEmpty()) {
      return List.of();
    }
    Entry matched = visit.list().entry(probe.entryId());
    return groups.of(visit.list().ref()).stream()
        .filter(group -> shown.contains(group.id()))
        .map(group ->
            GroupRow.of(
                group, matched != null && group.id().equals(matched.groupId()), visit.now()))
        .toList();
  }

  /** The entries that end soon; null for none. */
  @Nullable Expiring expiring(Visit visit) {
    return Expiring.of(visit, usage);
  }

  private List<EntryRow> rows(Visit visit, List<Entry> entries, Probe probe) {
    Entry mine = Finding.of(visit.list(), visit.client(), visit.now()).entry();
    Map<String, Entry> covered = visit.list().coveredBy(visit.now());
    Map<String, EntryFigures> figures = usage.figures(visit, entries);
    boolean ticked = !Requests.query(visit.ctx(), "ticked").isEmpty();
    return entries.stream()
        .map(entry -> {
          Entry cover = covered.get(entry.id());
          return EntryRow.of(
              entry,
              cover == null ? "" : cover.name(),
              entry.equals(mine),
              entry.id().equals(probe.entryId()),
              ticked,
              figures.get(entry.id()),
              visit.now());
        })
        .toList();
  }

  /** Where the row is that a check fell to; as asked for where there is none. */
  private static int page(ListView view, List<Entry> found, Probe probe) {
    for (int i = 0; i < found.size() && !probe.entryId().isEmpty(); i++) {
      if (found.get(i).id().equals(probe.entryId())) {
        return i / ROWS + 1;
      }
    }
    return view.page();
  }
}

package dev.sallyport.account;

import dev.sallyport.account.Proposal.Proposed;
import dev.sallyport.account.Proposal.Refused;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out what a change of a group makes of a list. */
final class GroupProposer {
  private static final String NAMELESS = "Enter a name, so others know whose networks these are.";

  private final Allowlist list;
  private final Plan plan;
  private final Instant now;

  GroupProposer(Allowlist list, Plan plan, Instant now) {
    this.list = list;
    this.plan = plan;
    this.now = now;
  }

  /** Refuses to change an entry by itself that belongs to a group. */
  static Proposal inGroup(Entry entry) {
    return refused(
        "address",
        "%s belongs to the group %s, which is changed as a whole: pause, delete or filter the group."
            .formatted(entry.network(), Texts.shown(entry.name())));
  }

  Proposal put(Change.PutGroup put) {
    if (!plan.allowlist()) {
      return new Refused(new ChangeResult.PlanForbids(plan.name()));
    }
    List<Entry> own = put.groupId() == null ? List.of() : of(put.groupId());
    if (put.groupId() != null && own.isEmpty()) {
      return noSuchGroup();
    }
    if (own.isEmpty() && groups() >= Group.MOST) {
      return refused("source", "A list has at most %d groups.".formatted(Group.MOST));
    }
    String typed = put.name();
    String name = typed == null ? nameOf(own) : typed.strip();
    String problem = Texts.problemWithName(name, NAMELESS);
    if (!problem.isEmpty()) {
      return refused("name", problem);
    }
    Set<Network> wanted = least(put.networks());
    problem = problemWith(wanted);
    if (!problem.isEmpty()) {
      return refused("filter", problem);
    }
    String id = put.groupId() == null ? Secrets.newId() : put.groupId();
    int all = wanted.size();
    list.entries().stream()
        .filter(entry -> !id.equals(entry.groupId()))
        .forEach(entry -> wanted.remove(entry.network()));
    int elsewhere = all - wanted.size();
    if (wanted.isEmpty()) {
      return refused(
          "filter", "Each of the %d networks is on the list already.".formatted(elsewhere));
    }
    List<Entry> entries = entries(id, name, own, wanted);
    if (entries.size() > Math.max(plan.maxEntries(), list.entries().size())) {
      return new Refused(new ChangeResult.TooManyEntries(plan.name(), plan.maxEntries()));
    }
    return new Proposed(
        own.isEmpty() ? "group-add" : "group-refresh",
        list.mode(),
        entries,
        entries.stream().filter(entry -> id.equals(entry.groupId())).findFirst().orElse(null),
        new GroupPut(id, put.source(), put.etag(), elsewhere));
  }

  private static String nameOf(List<Entry> own) {
    return own.isEmpty() ? "" : own.getFirst().name();
  }

  private static String problemWith(Set<Network> networks) {
    if (networks.isEmpty()) {
      return "The file holds no network that is meant.";
    }
    if (networks.size() > Group.MOST_NETWORKS) {
      return "A group has at most %,d networks; these are %,d. Filter them."
          .formatted(Group.MOST_NETWORKS, networks.size());
    }
    return networks.stream().anyMatch(network -> network.prefixLength() == 0)
        ? "The file holds a network of every address (/0), which no group takes."
        : "";
  }

  /** Those that no wider one of them covers: in their order, a wider one comes first. */
  private static Set<Network> least(List<Network> networks) {
    Set<Network> least = new LinkedHashSet<>();
    Network last = null;
    for (Network network : networks.stream().sorted().toList()) {
      if (last == null || !last.contains(network)) {
        least.add(network);
        last = network;
      }
    }
    return least;
  }

  private List<Entry> entries(String id, String name, List<Entry> own, Set<Network> wanted) {
    boolean paused = !own.isEmpty() && own.stream().allMatch(Entry::paused);
    Set<Network> missing = new LinkedHashSet<>(wanted);
    List<Entry> entries = new ArrayList<>(list.entries().size() + wanted.size());
    for (Entry entry : list.entries()) {
      if (!id.equals(entry.groupId())) {
        entries.add(entry);
      } else if (missing.remove(entry.network())) {
        entries.add(
            EntryEdit.of(entry, entry.network(), name, entry.paused(), entry.expiresAt(), now));
      }
    }
    missing.forEach(network ->
        entries.add(new Entry(Secrets.newId(), network, name, paused, null, now, now, id)));
    return entries;
  }

  Proposal rename(String id, String typed) {
    String name = typed.strip();
    String problem = Texts.problemWithName(name, NAMELESS);
    if (!problem.isEmpty()) {
      return refused("name", problem);
    }
    boolean same = of(id).stream().allMatch(entry -> entry.name().equals(name));
    return !plan.allowlist() && !same
        ? new Refused(new ChangeResult.PlanForbids(plan.name()))
        : each(
            id,
            "group-edit",
            entry ->
                EntryEdit.of(entry, entry.network(), name, entry.paused(), entry.expiresAt(), now));
  }

  Proposal pause(String id, boolean paused) {
    return each(
        id, paused ? "group-pause" : "group-resume", entry -> EntryEdit.paused(entry, paused, now));
  }

  Proposal delete(String id) {
    return each(id, "group-delete", _ -> null);
  }

  private Proposal each(String id, String kind, UnaryOperator<@Nullable Entry> step) {
    if (of(id).isEmpty()) {
      return noSuchGroup();
    }
    List<Entry> entries =
        list.entries().stream()
            .map(entry -> id.equals(entry.groupId()) ? step.apply(entry) : entry)
            .filter(Objects::nonNull)
            .toList();
    return new Proposed(kind, list.mode(), entries, null);
  }

  private List<Entry> of(String id) {
    return list.entries().stream().filter(entry -> id.equals(entry.groupId())).toList();
  }

  private int groups() {
    return list.entries().stream()
        .map(Entry::groupId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet())
        .size();
  }

  private static Proposal noSuchGroup() {
    return new Refused(new ChangeResult.NoSuchEntry());
  }

  private static Proposal refused(String field, String message) {
    return new Refused(FieldErrors.one(field, message));
  }
}

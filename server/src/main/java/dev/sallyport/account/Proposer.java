package dev.sallyport.account;

import dev.sallyport.account.Proposal.Proposed;
import dev.sallyport.account.Proposal.Refused;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what a change makes of a list: checks what was typed, and touches nothing. */
final class Proposer {
  private final Allowlist list;
  private final Plan plan;
  private final Instant now;
  private final LongFunction<Optional<List<Entry>>> revisions;
  private final @Nullable Deadline waiting;
  private final FieldErrors errors = new FieldErrors();

  /**
   * A proposer for the list as it stands.
   *
   * @param revisions the entries as they stood after a revision of this list
   * @param waiting the deadline that waits for its newest revision; null for none
   */
  Proposer(
      Allowlist list,
      Plan plan,
      Instant now,
      LongFunction<Optional<List<Entry>>> revisions,
      @Nullable Deadline waiting) {
    this.list = list;
    this.plan = plan;
    this.now = now;
    this.revisions = revisions;
    this.waiting = waiting;
  }

  Proposal propose(Change change) {
    return switch (change) {
      case Change.Add(EntryDraft draft) -> add(List.of(draft), false);
      case Change.AddAll(List<EntryDraft> drafts) -> add(drafts, true);
      case Change.Edit edit -> edit(edit);
      case Change.Pause(String id) -> edit(new Change.Edit(id, null, null, "paused", null));
      case Change.Resume(String id) -> edit(new Change.Edit(id, null, null, "active", null));
      case Change.Delete(String id) -> delete(id);
      case Change.PauseAll(List<String> ids) -> several("pause", ids, this::paused);
      case Change.ResumeAll(List<String> ids) -> several("resume", ids, this::resumed);
      case Change.DeleteAll(List<String> ids) -> several("delete", ids, _ -> Stream.empty());
      case Change.Narrow(String id, List<String> addresses) -> narrow(id, addresses);
      case Change.Replace(List<EntryDraft> drafts) -> replace(drafts);
      case Change.SetMode(Mode mode) -> setMode(mode);
      case Change.Restore(long revision) -> restore(revision);
      case Change.Keeping(Change main, List<EntryDraft> also) -> keeping(propose(main), also);
      case Change.GoBack _ -> goBack();
      case Change.PutGroup put -> groups().put(put);
      case Change.RenameGroup(String id, String name) -> groups().rename(id, name);
      case Change.PauseGroup(String id) -> groups().pause(id, true);
      case Change.ResumeGroup(String id) -> groups().pause(id, false);
      case Change.DeleteGroup(String id) -> groups().delete(id);
    };
  }

  private GroupProposer groups() {
    return new GroupProposer(list, plan, now);
  }

  private Proposal keeping(Proposal proposal, List<EntryDraft> also) {
    if (also.isEmpty() || !(proposal instanceof Proposed proposed)) {
      return proposal;
    }
    if (!plan.allowlist()) {
      return forbidden();
    }
    if (tooMany(proposed.entries().size() + (long) also.size())) {
      return tooMany();
    }
    List<Entry> entries = new ArrayList<>(proposed.entries());
    entries.addAll(new Drafts(entries, List.of(), errors, now).read(also, "also."));
    return errors.isEmpty()
        ? new Proposed(
            proposed.kind(), proposed.mode(), entries, proposed.entry(), proposed.group())
        : new Refused(errors.asResult());
  }

  private Proposal add(List<EntryDraft> drafts, boolean several) {
    if (!drafts.isEmpty() && !plan.allowlist()) {
      return forbidden();
    }
    if (tooMany(list.entries().size() + (long) drafts.size())) {
      return tooMany();
    }
    List<Entry> entries = new ArrayList<>(list.entries());
    entries.addAll(
        new Drafts(entries, List.of(), errors, now).read(drafts, several ? "entries." : ""));
    Entry added = several || entries.isEmpty() ? null : entries.getLast();
    return planned("add", entries, added);
  }

  private Proposal edit(Change.Edit edit) {
    Entry old = list.entry(edit.entryId());
    if (old == null) {
      return new Refused(new ChangeResult.NoSuchEntry());
    }
    if (old.groupId() != null) {
      return GroupProposer.inGroup(old);
    }
    EntryCheck check = new EntryCheck(errors, "", now);
    Network typed = edit.address() == null ? old.network() : check.network(edit.address());
    Network network = typed == null ? old.network() : typed;
    String name = edit.name() == null ? old.name() : check.name(edit.name());
    Instant expiry =
        edit.expiry() == null ? old.expiresAt() : check.expiry(edit.expiry().at(), old);
    boolean paused =
        edit.status() == null ? old.paused() : check.paused(edit.status(), old, expiry);
    if ("active".equals(edit.status())) {
      check.resumable(expiry, old);
    }
    Entry edited = EntryEdit.of(old, network, name, paused, expiry, now);
    others(old.id())
        .filter(other -> other.network().equals(network))
        .forEach(other -> check.unique(edited, other));
    return planned(
        EntryEdit.kind(old, edited),
        list.entries().stream().map(entry -> entry.id().equals(old.id()) ? edited : entry).toList(),
        edited);
  }

  private Stream<Entry> others(String id) {
    return list.entries().stream().filter(entry -> !entry.id().equals(id));
  }

  private Proposal delete(String id) {
    Entry old = list.entry(id);
    if (old == null) {
      return new Refused(new ChangeResult.NoSuchEntry());
    }
    return old.groupId() == null
        ? planned("delete", others(id).toList(), null)
        : GroupProposer.inGroup(old);
  }

  private Proposal several(String kind, List<String> ids, Function<Entry, Stream<Entry>> step) {
    Set<String> wanted = Set.copyOf(ids);
    if (!byId().keySet().containsAll(wanted)) {
      return new Refused(new ChangeResult.NoSuchEntry());
    }
    return list.entries().stream()
        .filter(entry -> entry.groupId() != null && wanted.contains(entry.id()))
        .findFirst()
        .<Proposal>map(GroupProposer::inGroup)
        .orElseGet(() -> planned(kind, each(wanted, step), null));
  }

  private List<Entry> each(Set<String> ids, Function<Entry, Stream<Entry>> step) {
    return list.entries().stream()
        .flatMap(entry -> ids.contains(entry.id()) ? step.apply(entry) : Stream.of(entry))
        .toList();
  }

  private Stream<Entry> paused(Entry entry) {
    return Stream.of(EntryEdit.paused(entry, true, now));
  }

  private Stream<Entry> resumed(Entry entry) {
    boolean stays = entry.status(now).equals("expired");
    return Stream.of(stays ? entry : EntryEdit.paused(entry, false, now));
  }

  private Proposal narrow(String id, List<String> addresses) {
    Entry old = list.entry(id);
    if (old == null) {
      return new Refused(new ChangeResult.NoSuchEntry());
    }
    if (old.groupId() != null) {
      return GroupProposer.inGroup(old);
    }
    if (addresses.isEmpty()) {
      return new Refused(FieldErrors.one("address", "Name an address that is to stay."));
    }
    if (tooMany(list.entries().size() + addresses.size() - 1L)) {
      return tooMany();
    }
    List<Entry> parts =
        new Drafts(others(id).toList(), List.of(), errors, now).parts(old, addresses);
    return planned("edit", each(Set.of(id), _ -> parts.stream()), null);
  }

  private Proposal replace(List<EntryDraft> drafts) {
    if (drafts.size() > list.entries().size()) {
      if (!plan.allowlist()) {
        return forbidden();
      }
      if (tooMany(drafts.size())) {
        return tooMany();
      }
    }
    return planned(
        "replace",
        new Drafts(List.of(), list.entries(), errors, now).read(drafts, "entries."),
        null);
  }

  private Proposal setMode(Mode mode) {
    // Entries stay enforced under a plan without an allowlist (PRODUCT rule 10).
    if (mode == Mode.MONITOR && list.mode() != mode && !plan.allowlist()) {
      return forbidden();
    }
    return new Proposed("mode", mode, list.entries(), null);
  }

  private Proposal restore(long revision) {
    Optional<List<Entry>> then = revisions.apply(revision);
    if (then.isEmpty()) {
      return new Refused(new ChangeResult.NoSuchRevision());
    }
    List<Entry> entries = putBack(then.get());
    if (entries.size() > list.entries().size() && plan.allowlist() && tooMany(entries.size())) {
      return tooMany();
    }
    return planned("restore", entries, null);
  }

  /** Asks no plan: nothing comes that did not stand there when the change was made. */
  private Proposal goBack() {
    Optional<List<Entry>> then =
        waiting == null ? Optional.empty() : revisions.apply(waiting.revision() - 1);
    // Never to an empty list (PRODUCT, confirm-or-revert); looked at when the change was made, too.
    return waiting == null || then.isEmpty() || then.get().isEmpty()
        ? new Refused(new ChangeResult.NoSuchRevision())
        : new Proposed("revert", waiting.modeBefore(), putBack(then.get()), null);
  }

  private List<Entry> putBack(List<Entry> then) {
    Map<String, Entry> current = byId();
    return then.stream()
        .map(entry ->
            EntryEdit.of(
                    current.getOrDefault(entry.id(), entry),
                    entry.network(),
                    entry.name(),
                    entry.paused(),
                    entry.expiresAt(),
                    now)
                .inGroup(entry.groupId()))
        .toList();
  }

  private Proposal planned(String kind, List<Entry> entries, @Nullable Entry entry) {
    if (!plan.allowlist() && addsOrEdits(entries)) {
      return forbidden();
    }
    return errors.isEmpty()
        ? new Proposed(kind, list.mode(), entries, entry)
        : new Refused(errors.asResult());
  }

  /** What a plan without an allowlist does not include (PRODUCT rule 10). */
  private boolean addsOrEdits(List<Entry> entries) {
    Map<String, Entry> current = byId();
    return entries.stream()
        .anyMatch(entry -> {
          Entry old = current.get(entry.id());
          return old == null || !EntryEdit.sameRule(old, entry);
        });
  }

  private Map<String, Entry> byId() {
    return list.entries().stream().collect(Collectors.toMap(Entry::id, Function.identity()));
  }

  private boolean tooMany(long entries) {
    return entries > plan.maxEntries();
  }

  private Refused tooMany() {
    return new Refused(new ChangeResult.TooManyEntries(plan.name(), plan.maxEntries()));
  }

  private Refused forbidden() {
    return new Refused(new ChangeResult.PlanForbids(plan.name()));
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.Network;
import dev.sallyport.file.RangeFile;
import dev.sallyport.range.RangeResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form that adds a published range file, or follows and changes a group that is there.
 *
 * @param id of the group; empty for a new one
 * @param errors by field
 * @param plan what the file comes to; null before it was read
 */
record GroupForm(
    ListOwner owner,
    Guarded guarded,
    long revision,
    String id,
    String name,
    String url,
    String filter,
    String family,
    Map<String, List<String>> errors,
    @Nullable Flash problem,
    @Nullable Plan plan,
    List<WarningBox> warnings,
    List<String> acknowledged,
    boolean mayGoBack,
    boolean goesBack) {
  private static final int SHOWN = 20;

  /**
   * What a file comes to.
   *
   * @param format in words
   * @param found networks that are meant
   * @param added how many of them are new to the group
   * @param removed how many the group has that the file does not
   * @param first some of the new ones
   * @param text all that are meant, one a line, where they come from an upload; else empty
   */
  record Plan(
      String format,
      String word,
      String fileName,
      int found,
      int added,
      int removed,
      List<String> first,
      String text) {
    static Plan of(RangeResult.Found found, String id, List<Entry> list) {
      GroupSource source = found.source();
      Set<Network> wanted = new HashSet<>(found.networks());
      Set<Network> there =
          list.stream().map(Entry::network).collect(Collectors.toCollection(HashSet::new));
      List<Network> fresh =
          wanted.stream().filter(network -> !there.contains(network)).sorted().toList();
      long gone =
          list.stream()
              .filter(entry -> id.equals(entry.groupId()) && !wanted.contains(entry.network()))
              .count();
      return new Plan(
          RangeFile.Form.title(source.format()),
          source.format(),
          source.fileName(),
          wanted.size(),
          fresh.size(),
          (int) gone,
          fresh.stream().limit(SHOWN).map(Network::toString).toList(),
          source.url() != null
              ? ""
              : found.networks().stream().map(Network::toString).collect(Collectors.joining("\n")));
    }

    int more() {
      return added - first.size();
    }
  }

  static GroupForm of(Visit visit, @Nullable Group group) {
    GroupSource source = group == null ? null : group.source();
    return new GroupForm(
        visit.owner(),
        visit.guarded(),
        visit.list().revision(),
        group == null ? "" : group.id(),
        group == null ? "" : group.name(),
        source == null || source.url() == null ? "" : source.url(),
        source == null ? "" : source.filter(),
        (source == null ? Family.ANY : source.family()).word(),
        Map.of(),
        null,
        null,
        List.of(),
        List.of(),
        Changes.mayGoBack(visit),
        Changes.goesBack(visit));
  }

  GroupForm typed(Form form) {
    return new GroupForm(
        owner,
        guarded,
        revision,
        id,
        form.text("name"),
        form.text("url"),
        form.text("filter").replace("\r", ""),
        form.text("family"),
        errors,
        problem,
        plan,
        warnings,
        form.all("acknowledge"),
        mayGoBack,
        goesBack);
  }

  GroupForm wrong(Map<String, List<String>> mistakes) {
    return with(mistakes, problem, plan, warnings, revision);
  }

  GroupForm failed(Flash flash, long newRevision) {
    return with(errors, flash, plan, warnings, newRevision);
  }

  GroupForm planned(Plan newPlan, List<WarningBox> boxes) {
    return with(errors, problem, newPlan, boxes, revision);
  }

  private GroupForm with(
      Map<String, List<String>> mistakes,
      @Nullable Flash flash,
      @Nullable Plan newPlan,
      List<WarningBox> boxes,
      long newRevision) {
    return new GroupForm(
        owner,
        guarded,
        newRevision,
        id,
        name,
        url,
        filter,
        family,
        mistakes,
        flash,
        newPlan,
        boxes,
        acknowledged,
        mayGoBack,
        goesBack);
  }

  boolean fresh() {
    return id.isEmpty();
  }

  /** Where it is sent to be made. */
  String action() {
    return owner.path() + "/groups" + (fresh() ? "" : "/" + id);
  }

  String heading() {
    return fresh() ? "Add a published range file" : "Change " + name;
  }

  String error(String field) {
    return String.join(" ", errors.getOrDefault(field, List.of()));
  }

  boolean ready() {
    return plan != null && errors.isEmpty() && problem == null;
  }

  String button() {
    return fresh() ? "Add group" : "Save group";
  }
}

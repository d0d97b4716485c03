package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.Network;
import dev.sallyport.file.RangeFile;
import dev.sallyport.range.RangeResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form that adds a published range file, or follows and changes a group that is there.
 *
 * @param id of the group; empty for a new one
 * @param carried what is kept of a file that was uploaded; null where none was
 * @param errors by field
 * @param note what is to be known before it is saved; empty for nothing
 * @param plan what the file comes to; null before it was read
 * @param impact whom that cuts off, and what is to be acknowledged
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
    @Nullable Carried carried,
    Map<String, List<String>> errors,
    @Nullable Flash problem,
    String note,
    @Nullable Plan plan,
    Impact impact,
    List<String> acknowledged,
    boolean mayGoBack,
    boolean goesBack) {
  private static final int SHOWN = 20;

  /** The fields that an error can stand at. */
  private static final Set<String> FIELDS = Set.of("name", "url", "file", "filter");

  /**
   * What is kept of a file that was uploaded, for a browser does not send it twice.
   *
   * @param format as it was recognised
   * @param filter that it was read with, as the form has it; likewise the family
   * @param networks those that the filter took, one a line
   */
  record Carried(String fileName, String format, String filter, String family, String networks) {
    static @Nullable Carried of(RangeResult.Found found, GroupForm form) {
      GroupSource source = found.source();
      return source.url() != null
          ? null
          : new Carried(
              source.fileName(),
              source.format(),
              form.filter(),
              form.family(),
              found.networks().stream().map(Network::toString).collect(Collectors.joining("\n")));
    }

    private static @Nullable Carried of(Form posted) {
      String networks = posted.raw("networks");
      String format = posted.text("format");
      return networks.isBlank()
          ? null
          : new Carried(
              posted.text("file_name"),
              format.matches("[a-z]{1,16}") ? format : "column",
              posted.text("read_filter").replace("\r", ""),
              posted.text("read_family"),
              networks);
    }
  }

  /**
   * What a file comes to.
   *
   * @param format in words
   * @param found networks that are meant
   * @param added how many of them are new to the group
   * @param removed how many the group has that the file does not
   * @param first some of the new ones
   * @param digest tells it from what another file, or another filter, comes to
   */
  record Plan(String format, int found, int added, int removed, List<String> first, String digest) {
    static Plan of(RangeResult.Found found, String id, List<Entry> list) {
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
          RangeFile.Form.title(found.source().format()),
          wanted.size(),
          fresh.size(),
          (int) gone,
          fresh.stream().limit(SHOWN).map(Network::toString).toList(),
          digest(found));
    }

    private static String digest(RangeResult.Found found) {
      GroupSource source = found.source();
      String text =
          source.text()
              + "\n"
              + source.family().word()
              + "\n"
              + source.filter()
              + "\n\n"
              + found.networks().stream()
                  .sorted()
                  .map(Network::toString)
                  .collect(Collectors.joining("\n"));
      try {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
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
        null,
        Map.of(),
        null,
        "",
        null,
        Impact.NONE,
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
        Carried.of(form),
        errors,
        problem,
        note,
        plan,
        Impact.unknown(List.of(), Previews.also(form)),
        form.all("acknowledge"),
        mayGoBack,
        goesBack);
  }

  /** With what is wrong: at its field, or where there is none for it, above the form. */
  GroupForm wrong(Map<String, List<String>> mistakes) {
    String other =
        mistakes.entrySet().stream()
            .filter(each -> !FIELDS.contains(each.getKey()))
            .flatMap(each -> each.getValue().stream())
            .collect(Collectors.joining(" "));
    return with(
        carried,
        mistakes,
        other.isEmpty() ? problem : Flash.failed(other),
        note,
        plan,
        impact,
        revision);
  }

  GroupForm failed(Flash flash, long newRevision) {
    return with(carried, errors, flash, note, plan, impact, newRevision);
  }

  GroupForm noted(String text) {
    return with(carried, errors, problem, text, plan, impact, revision);
  }

  GroupForm planned(Plan newPlan) {
    return with(carried, errors, problem, note, newPlan, impact, revision);
  }

  GroupForm carrying(@Nullable Carried kept) {
    return with(kept, errors, problem, note, plan, impact, revision);
  }

  GroupForm showing(Impact shown) {
    return with(carried, errors, problem, note, plan, shown, revision);
  }

  private GroupForm with(
      @Nullable Carried kept,
      Map<String, List<String>> mistakes,
      @Nullable Flash flash,
      String text,
      @Nullable Plan newPlan,
      Impact shown,
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
        kept,
        mistakes,
        flash,
        text,
        newPlan,
        shown,
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

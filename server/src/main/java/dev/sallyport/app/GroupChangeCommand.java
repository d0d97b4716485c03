package dev.sallyport.app;

import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.account.Groups;
import dev.sallyport.file.GroupFields;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.range.RangeResult;
import dev.sallyport.range.Ranges;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that makes a change of a group, or previews it. */
abstract class GroupChangeCommand extends AllowlistCommand.OnList {
  @Mixin private final ChangeOptions how = new ChangeOptions();

  @Option(names = "--preview", description = "Only says what it would do, and to whom.")
  private boolean preview;

  /** The change; null where nothing of the list changes. */
  abstract @Nullable Change change(Ledger ledger, ListOptions.Found found);

  /** What is set beside the list once the change is made. */
  void afterwards(Groups groups, Group group) {}

  abstract String outcome(@Nullable Group group);

  @Override
  final int run(Ledger ledger, ListOptions.Found found) {
    Change change = change(ledger, found);
    if (preview && change != null) {
      PreviewOutput output =
          PreviewOutput.of(
              ledger, found, new ListChange(ledger, found, false, null).preview(change, f -> f));
      answer(output.json(), out -> output.print(out, now()));
      return 0;
    }
    ChangeResult.Changed changed =
        change == null
            ? new ChangeResult.Changed(found.list(), null, List.of())
            : ListChange.with(how, ledger, found).make(change);
    Groups groups = ledger.lists().groups();
    String id = id(changed, found, ledger);
    groups.find(found.ref(), id).ifPresent(group -> afterwards(groups, group));
    Group group = groups.find(found.ref(), id).orElse(null);
    Map<String, Object> json = new LinkedHashMap<>();
    if (group != null) {
      json.put("data", GroupFields.of(group));
    }
    json.put("meta", EntryOutput.meta(changed.list()));
    answer(
        json,
        out -> {
          out.println(outcome(group) + " Revision " + changed.list().revision() + ".");
          changed.covered().forEach(out::println);
        });
    return 0;
  }

  String id(ChangeResult.Changed changed, ListOptions.Found found, Ledger ledger) {
    Entry entry = changed.entry();
    return entry == null ? "" : Objects.requireNonNullElse(entry.groupId(), "");
  }

  /** Members see it: where the file lies on the operator's machine is none of theirs. */
  private static String fileName(String path) {
    return path.equals("-") ? "" : String.valueOf(Path.of(path).getFileName());
  }

  /** The networks that a file holds now. */
  final Change put(
      @Nullable String id, @Nullable String name, String source, String filter, Family family) {
    RangeResult result;
    Settings settings = settingsHolding();
    try (Outgoing outgoing = new Outgoing(settings.outgoingReach(), "Sallyport")) {
      Ranges ranges = new Ranges(outgoing, settings.rangeFilesByHttp());
      result =
          source.matches("(?i)https?://.*")
              ? ranges.fetch(source, filter, family)
              : ranges.read(
                  FileText.read(source, surroundings().in()), fileName(source), filter, family);
    }
    return switch (result) {
      case RangeResult.Found found ->
          new Change.PutGroup(id, name, found.source(), found.networks(), found.etag());
      case RangeResult.Wrong(String field, List<String> messages) ->
          throw new CommandFailure(
              field
                  + ": "
                  + String.join(System.lineSeparator(), messages)
                  + System.lineSeparator()
                  + "Nothing was changed.");
      case RangeResult.Unchanged _ ->
          throw new IllegalStateException("no version was said to be known");
    };
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.file.EntryFile;
import dev.sallyport.file.WrittenEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text that is to be imported comes to: the entries that are new to the list, those that are
 * on it already, and each line that can't be used.
 *
 * @param added what is new, in the order of the text
 * @param known entries of the text that are on the list already
 * @param repeated how many addresses stand in the text a second time
 * @param nameless how many of the new ones have no name
 * @param problems lines that can't be used
 */
record ImportPlan(
    EntryFile.Form form,
    List<WrittenEntry> added,
    List<Entry> known,
    int repeated,
    int nameless,
    List<Problem> problems) {

  /**
   * A line that can't be used.
   *
   * @param place such as {@code line 3}; may be empty
   */
  record Problem(String place, String message) {}

  /**
   * Reads a text.
   *
   * @param name of the entries that have none; may be empty
   */
  static ImportPlan of(String text, String name, List<Entry> list) {
    EntryFile.Form form = EntryFile.guess(text);
    EntryFile.Contents contents = EntryFile.read(text, form, name);
    List<Problem> problems = new ArrayList<>();
    contents
        .mistakes()
        .forEach(mistake -> problems.add(new Problem(mistake.place(), mistake.message())));
    Map<Network, Entry> there = new HashMap<>();
    list.forEach(entry -> there.put(entry.network(), entry));
    Map<Network, String> places = new HashMap<>();
    List<WrittenEntry> added = new ArrayList<>();
    List<Entry> known = new ArrayList<>();
    int repeated = 0;
    int nameless = 0;
    for (WrittenEntry written : contents.entries()) {
      switch (Network.parse(written.draft().address())) {
        case ParseResult.Malformed<Network>(String message, List<String> suggestions) ->
            problems.add(
                new Problem(
                    written.place(),
                    quoted(written.draft()) + message + ParseResult.question(suggestions)));
        case ParseResult.Parsed<Network> parsed -> {
          Entry old = there.get(parsed.value());
          if (old != null) {
            known.add(old);
          } else if (places.putIfAbsent(parsed.value(), written.place()) != null) {
            repeated++;
          } else {
            added.add(written);
            nameless += written.draft().name().isBlank() ? 1 : 0;
          }
        }
      }
    }
    return new ImportPlan(form, added, known, repeated, nameless, problems);
  }

  private static String quoted(EntryDraft draft) {
    return draft.address().isEmpty() ? "" : "“" + draft.address() + "”: ";
  }

  List<EntryDraft> drafts() {
    return added.stream().map(WrittenEntry::draft).toList();
  }

  /** The same with what a list found wrong with the new entries, each by its line. */
  ImportPlan refused(ChangeResult.Invalid invalid) {
    List<Problem> all = new ArrayList<>(problems);
    invalid
        .errors()
        .forEach((field, messages) ->
            messages.forEach(message -> all.add(new Problem(place(field), message))));
    return new ImportPlan(form, added, known, repeated, nameless, all);
  }

  /** {@code line 4} for {@code entries.2.address}. */
  private String place(String field) {
    String[] parts = field.split("\\.", 3);
    if (parts.length == 3 && parts[0].equals("entries") && parts[1].matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(parts[1]);
      return index < added.size() ? added.get(index).place() : "";
    }
    return "";
  }
}

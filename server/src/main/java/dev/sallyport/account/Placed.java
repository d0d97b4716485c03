package dev.sallyport.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An entry with the number it is sorted by. Numbers have gaps, so that what goes on or off a list
 * moves nothing else.
 */
record Placed(Entry entry, long place) {

  /** Puts entries into their order, keeping the places they had as far as that order lets them. */
  static List<Placed> inOrder(List<Entry> entries, List<Placed> before) {
    Map<String, Long> places = new HashMap<>();
    before.forEach(placed -> places.put(placed.entry().id(), placed.place()));
    List<Placed> result = new ArrayList<>(entries.size());
    long previous = 0;
    for (Entry entry : entries) {
      long place = Math.max(places.getOrDefault(entry.id(), 0L), previous + 1);
      result.add(new Placed(entry, place));
      previous = place;
    }
    return result;
  }
}

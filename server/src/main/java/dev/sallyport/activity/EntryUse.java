package dev.sallyport.activity;

import java.util.List;
import java.util.Map;

/**
 * What an entry let in.
 *
 * @param callsByDay the calls of each day, the oldest first; a day without any is 0
 * @param callsByCredential over the same days
 */
public record EntryUse(List<Long> callsByDay, Map<String, Long> callsByCredential) {
  public EntryUse {
    callsByDay = List.copyOf(callsByDay);
    callsByCredential = Map.copyOf(callsByCredential);
  }

  public long calls() {
    return callsByDay.stream().mapToLong(Long::longValue).sum();
  }
}

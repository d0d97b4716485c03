package dev.sallyport.file;

import dev.sallyport.account.EntryDraft;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An entry as a file holds it.
 *
 * @param place where it stands, such as {@code line 3}
 */
public record WrittenEntry(String place, EntryDraft draft) {

  /** {@code line 4: address} for {@code entries.2.address}. */
  public static UnaryOperator<String> places(List<WrittenEntry> written) {
    return field -> {
      String[] parts = field.split("\\.", 3);
      if (parts.length == 3 && parts[0].equals("entries") && parts[1].matches("[0-9]{1,9}")) {
        int index = Integer.parseInt(parts[1]);
        if (index < written.size()) {
          return written.get(index).place() + ": " + parts[2];
        }
      }
      return field;
    };
  }
}

package dev.sallyport.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change writes of a group beside its entries.
 *
 * @param elsewhere how many networks of the file were on the list already
 */
record GroupPut(String id, GroupSource source, @Nullable String etag, int elsewhere) {

  /** What is to be said of it. */
  List<String> notes() {
    return switch (elsewhere) {
      case 0 -> List.of();
      case 1 -> List.of("1 network of the file was already on the list, and stays where it was.");
      default ->
          List.of(
              elsewhere
                  + " networks of the file were already on the list, and stay where they were.");
    };
  }
}

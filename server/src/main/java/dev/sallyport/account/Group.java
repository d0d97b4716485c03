package dev.sallyport.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a published range file as they stand on a list: entries that are changed together
 * and follow the file. It is there while one of them is.
 *
 * @param id 24 hexadecimal digits
 * @param name its entries' name
 * @param paused whether its entries are
 * @param networks how many entries it has, 1 or more
 * @param elsewhere how many more the file had that stood on the list already
 * @param daily whether it follows the file by itself
 * @param checks how it went
 */
public record Group(
    ListRef ref,
    String id,
    String name,
    boolean paused,
    int networks,
    int elsewhere,
    GroupSource source,
    boolean daily,
    Instant createdAt,
    Checks checks) {

  /** How many one list has at most. */
  public static final int MOST = 20;

  /** How many networks one has at most. */
  public static final int MOST_NETWORKS = 10_000;

  /**
   * How looking at the file went.
   *
   * @param fetchedAt when it was last had
   * @param changedAt when that last changed the group
   * @param etag what its server called that version; null where it did not say
   * @param failures how often in a row it could not be had
   * @param error why not, the last time; null once it could
   * @param errorSince since when not
   * @param waiting why a change of the file waits for somebody to look at it; null where none does
   * @param nextAt when it is looked at again; null where it is not by itself
   */
  public record Checks(
      Instant fetchedAt,
      Instant changedAt,
      @Nullable String etag,
      int failures,
      @Nullable String error,
      @Nullable Instant errorSince,
      @Nullable String waiting,
      @Nullable Instant nextAt) {}
}

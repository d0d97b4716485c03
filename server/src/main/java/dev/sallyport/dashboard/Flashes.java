package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import org.jspecify.annotations.Nullable;

/** Words what was just done, with the way back where there is one. */
final class Flashes {
  private Flashes() {}

  /** What the redirect that led here has to tell, told once; null for nothing. */
  static @Nullable Flash arrived(Visit visit) {
    Done done = done(visit);
    return done == null ? null : of(done, visit);
  }

  /** What was done before the redirect that led here, told once; null for nothing. */
  static @Nullable Done done(Visit visit) {
    String cookie = Cookies.read(visit.ctx(), Cookies.DONE, visit.secure());
    if (cookie == null || cookie.isEmpty()) {
      return null;
    }
    Cookies.delete(visit.ctx(), Cookies.DONE, visit.secure());
    return Done.parse(cookie).orElse(null);
  }

  static Flash of(Done done, Visit visit) {
    String more = done.what() == Done.What.RENEWED ? end(done, visit) : covered(done, visit);
    return new Flash(false, done.text() + more, undo(done, visit.owner()));
  }

  private static Flash.@Nullable Action undo(Done done, ListOwner owner) {
    String path =
        switch (done.what()) {
          case PAUSED -> owner.path() + "/" + done.id() + "/resume";
          case RESUMED -> owner.path() + "/" + done.id() + "/pause";
          case ADDED,
              ADDED_SEVERAL,
              EDITED,
              RENEWED,
              DELETED,
              PAUSED_ALL,
              RESUMED_ALL,
              DELETED_ALL,
              NARROWED,
              RESTORED ->
              done.before() > 0 ? owner.history() + "/" + done.before() + "/restore" : "";
          default -> "";
        };
    return path.isEmpty() || !done.id().matches("[0-9a-f]*")
        ? null
        : new Flash.Action("Undo", path, done.after());
  }

  /** Until when an entry that was renewed lasts. */
  private static String end(Done done, Visit visit) {
    return visit.list().entries().stream()
        .filter(entry -> entry.id().equals(done.id()))
        .findFirst()
        .map(Entry::expiresAt)
        .map(end ->
            " It lasts until " + When.day(end, visit.now()) + ", " + When.time(end) + ", UTC.")
        .orElse("");
  }

  /** An entry that a wider one covers is allowed, and said so. */
  private static String covered(Done done, Visit visit) {
    if (done.what() != Done.What.ADDED && done.what() != Done.What.EDITED) {
      return "";
    }
    return visit.list().entries().stream()
        .filter(entry -> entry.id().equals(done.id()))
        .findFirst()
        .flatMap(entry -> Covers.of(entry, visit.list()))
        .map(wider -> " " + sentence(wider))
        .orElse("");
  }

  private static String sentence(Entry wider) {
    return "It was already covered by " + wider.name() + ", " + wider.network() + ".";
  }
}

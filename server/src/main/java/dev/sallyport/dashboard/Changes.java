package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.ConfirmWithin;
import dev.sallyport.account.Guard;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Makes a change to the list looked at and tells what came of it. */
final class Changes {
  private static final String CONFIRM_WITHIN = "confirm_within";

  private final Allowlists allowlists;
  private final Pages pages;
  private final AllowlistPage page;
  private final Previews previews;

  Changes(Allowlists allowlists, Pages pages, AllowlistPage page, Previews previews) {
    this.allowlists = allowlists;
    this.pages = pages;
    this.page = page;
    this.previews = previews;
  }

  /**
   * Makes a change on behalf of the form posted. The warning for one's own address is given to one
   * that sent lately; to others the forms show it as a note.
   */
  ChangeResult make(Visit visit, Change change) {
    long revision = visit.form().number("revision");
    Guard guard =
        new Guard(
            visit.actor(),
            Set.copyOf(visit.form().all("acknowledge")),
            false,
            revision < 0 ? OptionalLong.empty() : OptionalLong.of(revision),
            previews.ownAddress(visit),
            confirmWithin(visit));
    return allowlists.change(visit.list().ref(), change, guard);
  }

  /** After what time the change posted goes back by itself; null for never. */
  static @Nullable Duration confirmWithin(Visit visit) {
    return goesBack(visit)
        ? ConfirmWithin.parse(visit.form().text(CONFIRM_WITHIN))
            .orElseThrow(() -> new Refusal(422, "Not saved", ConfirmWithin.WRONG))
        : null;
  }

  /** Whether a change of the list looked at may go back by itself: never to an empty list. */
  static boolean mayGoBack(Visit visit) {
    return !visit.list().entries().isEmpty();
  }

  /** Whether that is ticked in the form posted. */
  static boolean goesBack(Visit visit) {
    return visit.form().has(CONFIRM_WITHIN);
  }

  /**
   * Makes a change that has no form of its own; {@code confirm} is shown where it needs a word.
   * What the form posted allows besides is part of it.
   */
  void makeAndTell(Visit visit, Change main, Done done, Confirm confirm) {
    makeAndTell(visit, main, done, status -> ask(visit, status, confirm, main));
  }

  /** The same, with a page of its own to ask on; it is given the status to answer with. */
  void makeAndTell(Visit visit, Change main, Done done, IntConsumer ask) {
    make(visit, main, changed -> changed(visit, changed, done), ask);
  }

  /** The same, told by whoever asked for it. */
  void make(Visit visit, Change main, Consumer<ChangeResult.Changed> made, IntConsumer ask) {
    if (Previews.onlyAsks(visit.form())) {
      ask.accept(200);
      return;
    }
    Change change = previews.keeping(visit, main, Previews.also(visit.form()));
    switch (make(visit, change)) {
      case ChangeResult.Changed changed -> made.accept(changed);
      case ChangeResult.NeedsAcknowledgement _ -> ask.accept(409);
      case ChangeResult refused -> refused(visit, refused);
    }
  }

  /** The list again, with why a change was not made told above it. */
  void refused(Visit visit, ChangeResult result) {
    switch (result) {
      case ChangeResult.Stale _ -> failed(visit, 412, Flash.stale(visit.owner()));
      case ChangeResult.NoSuchEntry _ -> failed(visit, 404, gone());
      case ChangeResult.NoSuchRevision _ ->
          failed(visit, 404, Flash.failed("That change is no longer in the history."));
      case ChangeResult.PlanForbids _ -> failed(visit, 403, planForbids());
      case ChangeResult.TooManyEntries many -> failed(visit, 422, tooMany(many));
      case ChangeResult.BreaksAssertions broken -> failed(visit, 422, breaks(broken));
      case ChangeResult.Invalid invalid -> failed(visit, 422, first(invalid));
      case ChangeResult.Changed _, ChangeResult.NeedsAcknowledgement _ ->
          throw new IllegalArgumentException("not a refusal");
    }
  }

  /** Shows a change, and whom it would cut off, before it is made. */
  void ask(Visit visit, int status, Confirm confirm, Change main) {
    List<String> also = Previews.also(visit.form());
    Impact impact = previews.of(visit, previews.keeping(visit, main, also), also);
    ChangeResult refused = impact.refused();
    if (refused == null) {
      pages.sheet(visit, status, confirm.heading(), "confirm.jte", confirm.showing(impact));
    } else {
      refused(visit, refused);
    }
  }

  /** The list again, as a change left it. */
  void changed(Visit visit, ChangeResult.Changed changed, Done done) {
    Done told = done.at(visit.list().revision(), changed.list().revision());
    succeeded(visit.with(changed.list()), told);
  }

  /** The list again, with what was done told above it. */
  private void succeeded(Visit visit, Done done) {
    ListView view = ListView.parse(visit.form().text("view"));
    Context ctx = visit.ctx();
    if (visit.fragment() && onList(visit)) {
      page.show(visit, 200, view, Flashes.of(done, visit));
      return;
    }
    Headers.page(ctx);
    Cookies.set(ctx, Cookies.DONE, done.cookie(), visit.secure());
    String to = visit.owner().at(view.query());
    if (visit.fragment()) {
      ctx.status(200).header("HX-Redirect", to);
    } else {
      ctx.status(303).header("Location", to);
    }
  }

  /** Whether the browser shows the list, so that it can be swapped in place. */
  private static boolean onList(Visit visit) {
    String url = visit.ctx().header("HX-Current-URL");
    try {
      return url != null && visit.owner().path().equals(URI.create(url).getPath());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The list as it is now, with what went wrong told above it. */
  void failed(Visit visit, int status, Flash flash) {
    page.show(fresh(visit), status, ListView.parse(visit.form().text("view")), flash);
  }

  /** The visit with the list as it is now. */
  Visit fresh(Visit visit) {
    return allowlists.find(visit.list().ref()).map(visit::with).orElseThrow(Refusal::notFound);
  }

  static Flash gone() {
    return Flash.failed("That entry is not on the list any more. Nothing was changed.");
  }

  static Flash planForbids() {
    return Flash.failed("Your plan no longer includes the IP allowlist. Nothing was changed.");
  }

  static Flash tooMany(ChangeResult.TooManyEntries many) {
    return Flash.failed(
        "The "
            + Words.capital(many.plan())
            + " plan holds "
            + Words.count(many.maxEntries(), "entry", "entries")
            + ". Nothing was changed. Delete one that is not needed, or move to a larger plan.");
  }

  static Flash breaks(ChangeResult.BreaksAssertions broken) {
    return new Flash(
        true,
        "Nothing was changed, for it would break an assertion. "
            + String.join(" ", broken.sentences()),
        new Flash.Action("Assertions", AssertionPages.PATH, -1));
  }

  private static Flash first(ChangeResult.Invalid invalid) {
    @Nullable String message =
        invalid.errors().values().stream().flatMap(List::stream).findFirst().orElse(null);
    return Flash.failed(message == null ? "Not saved." : message + " Nothing was changed.");
  }
}

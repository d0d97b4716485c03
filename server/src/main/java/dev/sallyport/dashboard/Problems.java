package dev.sallyport.dashboard;

import dev.sallyport.account.BusyException;
import dev.sallyport.account.NoSuchAccountException;
import dev.sallyport.account.NotAllowedException;
import dev.sallyport.account.StoreTrouble;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into a page in the same look. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Pages pages;
  private final String assets;
  private final Predicate<RuntimeException> storeAway;

  Problems(Pages pages, String assets, Predicate<RuntimeException> storeAway) {
    this.pages = pages;
    this.assets = assets;
    this.storeAway = storeAway;
  }

  Handler caught(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (Refusal refusal) {
        show(ctx, refusal);
      } catch (NoSuchAccountException gone) {
        show(ctx, Refusal.notFound());
      } catch (NotAllowedException notAllowed) {
        show(ctx, new Refusal(403, "You may not do this", notAllowed.reason()));
      } catch (Slowed slowed) {
        show(ctx, new Refusal(slowed.status(ctx), "Wait a moment", slowed.text()));
      } catch (BusyException busy) {
        show(ctx, busy());
      } catch (RuntimeException e) {
        show(ctx, unexpected(ctx, e));
      }
    };
  }

  private static Refusal busy() {
    return new Refusal(
        503, "Too much is asked at once", "Nothing was changed. Try again in a moment.");
  }

  private Refusal unexpected(Context ctx, RuntimeException e) {
    if (storeAway.test(e)) {
      LOG.warn("{} {}: the store did not answer", ctx.method(), ctx.path(), e);
      if (StoreTrouble.of(e) == StoreTrouble.UNCONFIRMED) {
        return new Refusal(
            503,
            "The database did not confirm the change",
            "Whether it was made is not known. Look at the page again before you repeat it.");
      }
      return new Refusal(
          503,
          "The database can't be reached",
          "Nothing was changed. Mail goes on by the lists last known. Try again in a moment.");
    }
    LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
    return new Refusal(
        500,
        "That went wrong on our side",
        "The server's log says why. Look at the page again before you repeat a change.");
  }

  void show(Context ctx, Refusal refusal) {
    if (refusal.status() == 503) {
      ctx.header("Retry-After", "5");
    }
    if (Requests.fragment(ctx)) {
      ctx.header("HX-Retarget", "#dialog").header("HX-Reswap", "innerHTML");
      pages.part(ctx, refusal.status(), "problemDialog.jte", new Problem(refusal));
    } else {
      GatePage gate = new GatePage(refusal.title(), assets, "", "");
      pages.gate(ctx, refusal.status(), gate, "problem.jte", new Problem(refusal));
    }
  }

  /** What an error page says. */
  record Problem(int status, String title, String text) {
    Problem(Refusal refusal) {
      this(refusal.status(), refusal.title(), refusal.text());
    }
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.Finding;
import dev.sallyport.account.Membership;
import dev.sallyport.account.Mode;
import java.util.List;
import java.util.Locale;

/** Makes the frame around a member's page. */
final class Shells {
  private final String assets;

  Shells(String assets) {
    this.assets = assets;
  }

  Shell of(Visit visit, String title) {
    return new Shell(
        title,
        assets,
        section(visit.ctx().path()),
        visit.account().id(),
        visit.account().name(),
        Words.capital(visit.plan().name()) + " plan",
        others(visit),
        visit.client().toString(),
        standing(visit),
        visit.member().email(),
        visit.session().csrfToken(),
        notice(visit));
  }

  private static String section(String path) {
    int end = path.indexOf('/', 1);
    String section = end < 0 ? path : path.substring(0, end);
    return section.equals("/audit") ? "/history" : section;
  }

  private static List<Shell.Choice> others(Visit visit) {
    return visit.places().stream()
        .filter(place -> !place.accountId().equals(visit.account().id()))
        .map(Shells::choice)
        .toList();
  }

  private static Shell.Choice choice(Membership place) {
    return new Shell.Choice(
        place.accountId(),
        place.accountName(),
        Words.capital(place.role().name().toLowerCase(Locale.ROOT)));
  }

  private static Shell.Standing standing(Visit visit) {
    Finding judgement = Finding.of(visit.accountList(), visit.client(), visit.now());
    if (judgement.open()) {
      return new Shell.Standing("warn", Icon.GLOBE, "Open");
    }
    if (judgement.allowed()) {
      return new Shell.Standing("ok", Icon.CHECK, "Allowed");
    }
    return visit.accountList().mode() == Mode.MONITOR
        ? new Shell.Standing("warn", Icon.GLOBE, "Not listed")
        : new Shell.Standing("bad", Icon.CROSS, "Denied");
  }

  private static String notice(Visit visit) {
    return visit.account().paused()
        ? "This account is paused, so nothing can send. Whoever runs this server can resume it."
        : "";
  }
}

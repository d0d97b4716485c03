package dev.sallyport.dashboard;

import dev.sallyport.account.Finding;
import dev.sallyport.account.Mode;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.OneAddress;
import dev.sallyport.peer.Hop;
import dev.sallyport.peer.Peer;
import java.util.List;

/** How do you see me? The way from the socket to the client address, hop by hop. */
final class WhoamiPage {
  private final Attempts attempts;
  private final Gate gate;
  private final Pages pages;

  WhoamiPage(Attempts attempts, Gate gate, Pages pages) {
    this.attempts = attempts;
    this.gate = gate;
    this.pages = pages;
  }

  void page(Visit visit) {
    Peer peer = gate.peer(visit.ctx());
    Model model =
        new Model(
            peer.remote().toString(),
            peer.client().toString(),
            peer.via().stream().map(WhoamiPage::step).toList(),
            verdict(visit),
            attempts
                .oneAddress(visit.account().id(), visit.now())
                .filter(OneAddress::doubtful)
                .map(OneAddress::hint)
                .orElse(""));
    pages.page(visit, 200, "How do you see me?", "whoami.jte", model);
  }

  private static Step step(Hop hop) {
    String source =
        switch (hop.source()) {
          case "socket" -> "The other end of the connection";
          case "proxy-protocol" -> "Named by the PROXY header";
          case "x-forwarded-for" -> "Named by X-Forwarded-For";
          case "forwarded" -> "Named by Forwarded";
          default -> hop.source();
        };
    return new Step(hop.address(), source, hop.trusted(), hop.reason());
  }

  private static Verdict verdict(Visit visit) {
    Finding judgement = Finding.of(visit.accountList(), visit.client(), visit.now());
    String by = judgement.entry() == null ? "" : judgement.entry().name();
    String entry = judgement.entry() == null ? "" : judgement.entry().network().toString();
    if (judgement.open()) {
      return new Verdict(
          "warn", Icon.GLOBE, "Allowed", "The list is empty, so every address is.", "");
    }
    if (judgement.allowed()) {
      return new Verdict("ok", Icon.CHECK, "Allowed", "By " + by + ", ", entry);
    }
    boolean monitored = visit.accountList().mode() == Mode.MONITOR;
    String why =
        judgement.entry() == null
            ? "No entry covers it."
            : by + " covers it but is " + judgement.entry().status(visit.now()) + ".";
    return new Verdict(
        monitored ? "warn" : "bad",
        monitored ? Icon.GLOBE : Icon.CROSS,
        "Denied",
        monitored ? why + " Mail is let in all the same: the list is only monitored." : why,
        "");
  }

  /** One hop. */
  record Step(String address, String source, boolean trusted, String reason) {}

  /** What the account's list says of the address. */
  record Verdict(String tone, Icon icon, String word, String text, String network) {}

  /**
   * What the page shows.
   *
   * @param warning why callers may not be told apart; empty where nothing hints at it
   */
  record Model(String remote, String client, List<Step> steps, Verdict verdict, String warning) {}
}

package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.Mode;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.allowlist.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking an address.
 *
 * @param typed the address as typed; empty where nothing was checked
 * @param tone {@code ok} or {@code bad}; empty where nothing was checked
 * @param lead the verdict's word, set off
 * @param text what follows it
 * @param address an address at the end; may be empty
 * @param entryId the entry it falls to; empty where there is none
 * @param fix what may be done about it: {@code allow}, {@code resume}, {@code renew}, {@code
 *     account} where that is for the account's list, or empty
 * @param suggestions what was probably meant
 */
record Probe(
    String typed,
    String tone,
    Icon icon,
    String lead,
    String text,
    String address,
    String entryId,
    String fix,
    List<String> suggestions) {
  static final Probe NONE = new Probe("", "", Icon.CHECK, "", "", "", "", "", List.of());

  static Probe of(String typed, Visit visit) {
    if (typed.isEmpty()) {
      return NONE;
    }
    return switch (IpAddress.parse(typed)) {
      case ParseResult.Parsed<IpAddress> parsed -> judged(typed, parsed.value(), visit);
      case ParseResult.Malformed<IpAddress> malformed ->
          new Probe(
              typed,
              "bad",
              Icon.WARN,
              "",
              malformed.message(),
              "",
              "",
              "",
              malformed.suggestions());
    };
  }

  private static Probe judged(String typed, IpAddress address, Visit visit) {
    if (visit.owner().account()) {
      return judged(typed, address, visit.list(), visit.now());
    }
    // The order of PRODUCT rule 6: the account's list, then the credential's own.
    Finding first = Finding.of(visit.accountList(), address, visit.now());
    boolean monitored = visit.accountList().mode() == Mode.MONITOR;
    Probe own = judged(typed, address, visit.list(), visit.now());
    if (first.allowed() || (monitored && !own.tone().equals("ok"))) {
      return first.allowed() && Finding.of(visit.list(), address, visit.now()).open()
          ? allowed(typed, " The account's list lets it in, and there is no own list.", null)
          : own;
    }
    return new Probe(
        typed,
        "bad",
        Icon.CROSS,
        monitored ? "Denied, but let through." : "Denied.",
        " The account's list does not let it in.",
        "",
        "",
        "account",
        List.of());
  }

  private static Probe judged(String typed, IpAddress address, Allowlist list, Instant now) {
    Finding judgement = Finding.of(list, address, now);
    Entry entry = judgement.entry();
    String of = list.ref().isAccountList() ? "" : " of its own list";
    String denied = list.mode() == Mode.MONITOR ? "Denied, but let through." : "Denied.";
    return switch (judgement.verdict()) {
      case Verdict.Unrestricted open ->
          allowed(typed, " The list is empty, so every address is.", null);
      case Verdict.Listed listed -> allowed(typed, " by " + name(entry) + ", ", entry);
      case Verdict.NotListed none ->
          new Probe(
              typed,
              "bad",
              Icon.CROSS,
              denied,
              " No entry" + of + " covers it.",
              "",
              "",
              "allow",
              List.of());
      case Verdict.Paused paused ->
          inactive(typed, denied, name(entry) + of + " covers it but is paused.", entry, "resume");
      case Verdict.Expired expired ->
          inactive(typed, denied, name(entry) + of + " covers it but has expired.", entry, "renew");
    };
  }

  private static Probe allowed(String typed, String text, @Nullable Entry entry) {
    return new Probe(
        typed,
        "ok",
        Icon.CHECK,
        entry == null ? "Allowed." : "Allowed",
        text,
        entry == null ? "" : entry.network().toString(),
        id(entry),
        "",
        List.of());
  }

  private static Probe inactive(
      String typed, String lead, String text, @Nullable Entry entry, String fix) {
    return new Probe(typed, "bad", Icon.CROSS, lead, " " + text, "", id(entry), fix, List.of());
  }

  private static String name(@Nullable Entry entry) {
    return entry == null ? "An entry" : entry.name();
  }

  private static String id(@Nullable Entry entry) {
    return entry == null ? "" : entry.id();
  }

  boolean done() {
    return !tone.isEmpty();
  }

  boolean malformed() {
    return icon == Icon.WARN;
  }
}

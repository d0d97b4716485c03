package dev.sallyport.dashboard;

import dev.sallyport.account.Credential;
import dev.sallyport.account.Effect;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a change would do to who called of late: those cut off first, the member's own address last.
 *
 * @param tone {@code ok}, {@code warn}, or empty where there is nothing to tell apart
 * @param text a second sentence; may be empty
 * @param more how many callers the rows leave out, in words; empty for none
 * @param own the member's own address where the list would not let it in; empty otherwise
 * @param ownEffect what comes of that
 * @param label what the checkbox below agrees to; empty where nobody is cut off
 */
record ImpactBox(
    String tone,
    String title,
    String text,
    List<Row> rows,
    String more,
    String own,
    String ownEffect,
    String label) {
  private static final int MOST_CUT_OFF = 20;
  private static final int MOST_OTHERS = 5;

  /** What becomes of a caller. */
  enum Fate {
    CUT_OFF,
    KEPT,
    DENIED,
    ALLOWED
  }

  /**
   * A caller.
   *
   * @param door {@code API} or {@code SMTP}
   * @param by the credential's name
   * @param narrow whether it can be allowed with one click: not a whole family of addresses
   */
  record Row(
      Fate fate, String address, String door, String by, String calls, When seen, boolean narrow) {
    boolean mayAllow() {
      return narrow && (fate == Fate.CUT_OFF || fate == Fate.DENIED);
    }
  }

  /** Where it could not be worked out. */
  static ImpactBox failed() {
    return new ImpactBox(
        "", "Could not work out the effect. You can still save.", "", List.of(), "", "", "", "");
  }

  /**
   * The box.
   *
   * @param credentials the account's, by id
   * @param kept addresses that are allowed along with the change
   */
  static ImpactBox of(
      PreviewResult.Previewed previewed,
      Map<String, Credential> credentials,
      Set<Network> kept,
      Visit visit) {
    Effect effect = previewed.effect();
    List<RecentCaller> keptCallers = effect.allowed().from(kept);
    Rows rows = new Rows(credentials, kept, visit);
    rows.add(Fate.CUT_OFF, effect.cutOff().most(MOST_CUT_OFF), effect.cutOff().callers());
    rows.add(Fate.KEPT, keptCallers.stream().limit(MOST_CUT_OFF).toList(), keptCallers.size());
    rows.add(Fate.DENIED, effect.stillDenied().most(MOST_OTHERS), effect.stillDenied().callers());
    rows.add(
        Fate.ALLOWED,
        effect.allowed().most(MOST_OTHERS + keptCallers.size()).stream()
            .filter(caller -> !kept.contains(caller.address()))
            .limit(MOST_OTHERS)
            .toList(),
        effect.allowed().callers() - keptCallers.size());
    String own = own(previewed, visit);
    return new ImpactBox(
        effect.callers() == 0 ? "" : effect.cutOff().isEmpty() ? "ok" : "warn",
        title(effect, visit.owner()),
        text(effect),
        rows.rows,
        rows.leftOut.isEmpty() ? "" : "Not shown: " + String.join(", ", rows.leftOut) + ".",
        own,
        visit.owner().account()
            ? "You can still sign in here, but not send from it."
            : "This " + visit.owner().noun() + " can't be used from it.",
        label(effect.cutOff().addresses()));
  }

  /** Whether somebody is cut off, or was kept from it. */
  boolean matters() {
    return rows.stream().anyMatch(row -> row.fate() == Fate.CUT_OFF || row.fate() == Fate.KEPT);
  }

  private static String title(Effect effect, ListOwner owner) {
    String did = (owner.account() ? "sent" : "used this " + owner.noun()) + " in the last 30 days";
    if (effect.callers() == 0) {
      return "No address " + did + ", so nothing changes today";
    }
    String lately = " that " + did;
    long all = effect.addresses();
    long cutOff = effect.cutOff().addresses();
    if (cutOff > 0) {
      return all == 1
          ? "The only address" + lately + " would be cut off"
          : "%,d of the %,d addresses".formatted(cutOff, all) + lately + " would be cut off";
    }
    if (!effect.stillDenied().isEmpty()) {
      return "No address" + lately + " would be cut off";
    }
    return all == 1
        ? "The 1 address" + lately + " stays allowed"
        : String.format(Locale.ROOT, "All %,d addresses", all) + lately + " stay allowed";
  }

  private static String text(Effect effect) {
    if (!effect.cutOff().isEmpty()) {
      return String.format(
          Locale.ROOT, "They made %,d of %,d calls.", effect.cutOff().calls(), effect.calls());
    }
    long denied = effect.stillDenied().addresses();
    return denied == 0
        ? ""
        : denied == 1
            ? "1 is denied today already and stays so."
            : String.format(Locale.ROOT, "%,d are denied today already and stay so.", denied);
  }

  private static String label(long cutOff) {
    return cutOff == 0
        ? ""
        : cutOff == 1
            ? "Cut off this address"
            : String.format(Locale.ROOT, "Cut off these %,d addresses", cutOff);
  }

  private static String own(PreviewResult.Previewed previewed, Visit visit) {
    boolean closed = !previewed.after().entries().isEmpty();
    boolean covered = previewed.after().allows(visit.client(), visit.now());
    return closed && !covered ? visit.client().toString() : "";
  }

  static String address(RecentCaller caller) {
    return caller.address().toString();
  }

  static String door(String channel) {
    return channel.toUpperCase(Locale.ROOT);
  }

  /** The rows as they are gathered. */
  private static final class Rows {
    private final Map<String, Credential> credentials;
    private final Set<Network> kept;
    private final Visit visit;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Rows(Map<String, Credential> credentials, Set<Network> kept, Visit visit) {
      this.credentials = credentials;
      this.kept = kept;
      this.visit = visit;
    }

    void add(Fate fate, List<RecentCaller> callers, int all) {
      callers.forEach(caller -> rows.add(row(fate, caller)));
      int more = all - callers.size();
      if (more > 0) {
        leftOut.add(
            String.format(Locale.ROOT, "%,d ", more)
                + switch (fate) {
                  case CUT_OFF -> "cut off";
                  case KEPT -> "also allowed";
                  case DENIED -> "denied already";
                  case ALLOWED -> "allowed";
                });
      }
    }

    private Row row(Fate fate, RecentCaller caller) {
      Credential credential = credentials.get(caller.credentialId());
      return new Row(
          fate,
          address(caller),
          door(caller.channel()),
          credential == null ? "" : credential.name(),
          String.format(Locale.ROOT, "%,d", caller.calls()),
          When.past(caller.lastSeenAt(), visit.now()),
          caller.address().prefixLength() > 0 && !kept.contains(caller.address()));
    }
  }
}

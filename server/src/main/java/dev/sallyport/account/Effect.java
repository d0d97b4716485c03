package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a list as it might be makes of the callers of late. */
public final class Effect {
  private final CallerTable callers;
  private final Fate[] fates;
  private final Part cutOff = new Part(Fate.CUT_OFF);
  private final Part stillDenied = new Part(Fate.DENIED);
  private final Part allowed = new Part(Fate.ALLOWED);
  private long addresses;

  /** What becomes of a caller. */
  enum Fate {
    CUT_OFF,
    DENIED,
    ALLOWED
  }

  /**
   * @param fates what becomes of each, in the table's order
   */
  Effect(CallerTable callers, Fate[] fates) {
    this.callers = callers;
    this.fates = fates;
    @Nullable Network last = null;
    for (int row = 0; row < fates.length; row++) {
      Network address = callers.address(row);
      addresses += Objects.equals(last, address) ? 0 : 1;
      last = address;
      part(fates[row]).count(address, callers.calls(row));
    }
  }

  private Part part(Fate fate) {
    return switch (fate) {
      case CUT_OFF -> cutOff;
      case DENIED -> stillDenied;
      case ALLOWED -> allowed;
    };
  }

  /** Callers that are let in today and would be denied. */
  public Part cutOff() {
    return cutOff;
  }

  /** Callers that were let in of late, are denied today already and would stay so. */
  public Part stillDenied() {
    return stillDenied;
  }

  /** Callers that would be let in. */
  public Part allowed() {
    return allowed;
  }

  /** How many callers there were. */
  public int callers() {
    return fates.length;
  }

  /** How many different addresses there were. */
  public long addresses() {
    return addresses;
  }

  /** How many calls there were. */
  public long calls() {
    return cutOff.calls + stillDenied.calls + allowed.calls;
  }

  /** The callers that meet with the same. */
  public final class Part {
    private final Fate fate;
    private int number;
    private long addresses;
    private long calls;
    private @Nullable Network last;

    private Part(Fate fate) {
      this.fate = fate;
    }

    private void count(Network address, long more) {
      number++;
      calls += more;
      addresses += Objects.equals(last, address) ? 0 : 1;
      last = address;
    }

    public boolean isEmpty() {
      return number == 0;
    }

    /** How many callers. */
    public int callers() {
      return number;
    }

    /** From how many different addresses; one may be of another part too, by another credential. */
    public long addresses() {
      return addresses;
    }

    /** How many calls they made. */
    public long calls() {
      return calls;
    }

    /** Those with the most calls, those with the most first. */
    public List<RecentCaller> most(int limit) {
      return isEmpty() ? List.of() : callers.most(row -> fates[row] == fate, limit);
    }

    /** Those from some addresses, those with the most calls first. */
    public List<RecentCaller> from(Collection<Network> some) {
      return some.isEmpty()
          ? List.of()
          : callers.most(
              row -> fates[row] == fate && some.contains(callers.address(row)), Integer.MAX_VALUE);
    }
  }
}

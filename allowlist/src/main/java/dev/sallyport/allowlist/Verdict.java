package dev.sallyport.allowlist;

/** What a policy says of an address. An entry is named by its place in the list of rules. */
public sealed interface Verdict {

  /** {@return whether the address is allowed} */
  boolean allowed();

  /** Allowed, for the list is empty. */
  record Unrestricted() implements Verdict {
    @Override
    public boolean allowed() {
      return true;
    }
  }

  /**
   * Allowed by the active entry with the longest prefix.
   *
   * @param entry its place in the list, from 0
   */
  record Listed(int entry) implements Verdict {
    @Override
    public boolean allowed() {
      return true;
    }
  }

  /** Denied: no entry covers the address. */
  record NotListed() implements Verdict {
    static final Verdict VERDICT = new NotListed();

    @Override
    public boolean allowed() {
      return false;
    }
  }

  /**
   * Denied: of the entries that cover the address none is active; the longest is paused.
   *
   * @param entry its place in the list, from 0
   */
  record Paused(int entry) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }

  /**
   * Denied: of the entries that cover the address none is active; the longest has expired.
   *
   * @param entry its place in the list, from 0
   */
  record Expired(int entry) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }
}

package dev.sallyport.allowlist;

/** What a policy says of an address. An entry is named by its place in the list of rules. */
public sealed interface Verdict {

  boolean allowed();

  /** Allowed, for the list is empty. */
  record Unrestricted() implements Verdict {
    @Override
    public boolean allowed() {
      return true;
    }
  }

  /** Allowed by the active entry with the longest prefix. */
  record Listed(int entry) implements Verdict {
    @Override
    public boolean allowed() {
      return true;
    }
  }

  /** Denied: no entry covers the address. */
  record NotListed() implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }

  /** Denied: of the entries that cover the address none is active; the longest is paused. */
  record Paused(int entry) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }

  /** Denied: of the entries that cover the address none is active; the longest has expired. */
  record Expired(int entry) implements Verdict {
    @Override
    public boolean allowed() {
      return false;
    }
  }
}

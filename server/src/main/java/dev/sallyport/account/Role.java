package dev.sallyport.account;

import java.util.Locale;

/** What a member may do. */
public enum Role {
  /** Everything. */
  OWNER,
  /** The list, credentials, messages; not the owners. */
  ADMIN,
  /** Looks, changes nothing. */
  VIEWER;

  /** In lower case, as commands and the audit log have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

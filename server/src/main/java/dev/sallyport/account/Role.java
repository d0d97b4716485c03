package dev.sallyport.account;

/** What a member may do. */
public enum Role {
  /** Everything. */
  OWNER,
  /** The list, credentials, messages; not the owners. */
  ADMIN,
  /** Looks, changes nothing. */
  VIEWER
}

package dev.sallyport.account;

import dev.sallyport.store.StoreException;

/** What a failure says of the store, for the doors, which don't know it. */
public enum StoreTrouble {
  NONE,
  /** It can't be used for now; nothing was changed. */
  AWAY,
  /** It was lost while a change was being confirmed; whether that was made is not known. */
  UNCONFIRMED,
  /** It is there, and refused a statement of this program; nothing was changed. */
  FAULT;

  /** Whether the database can't be used for now, which passes by itself. */
  public static boolean isPassing(RuntimeException failure) {
    StoreTrouble trouble = of(failure);
    return trouble == AWAY || trouble == UNCONFIRMED;
  }

  public static StoreTrouble of(RuntimeException failure) {
    if (!(failure instanceof StoreException trouble)) {
      return NONE;
    }
    return trouble.isFault() ? FAULT : trouble.isUnconfirmed() ? UNCONFIRMED : AWAY;
  }
}

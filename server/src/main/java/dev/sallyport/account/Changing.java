package dev.sallyport.account;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A change under way: its transaction and the number it has drawn. */
final class Changing {
  private final Handle handle;
  private final long number;
  private final Set<String> touched = new LinkedHashSet<>();

  Changing(Handle handle, long number) {
    this.handle = handle;
    this.number = number;
  }

  Handle handle() {
    return handle;
  }

  long number() {
    return number;
  }

  /** Writes the number on the account, so that followers reload it. */
  void touch(String accountId) {
    touched.add(accountId);
    handle
        .createUpdate("UPDATE account SET change_number = :number WHERE account_id = :account")
        .bind("number", number)
        .bind("account", accountId)
        .execute();
  }

  Set<String> touched() {
    return touched;
  }
}

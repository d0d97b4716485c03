package dev.sallyport.account;

import java.util.List;
import java.util.Optional;

/** The accounts. Changes are durable and known to every subscriber when a method returns. */
public final class Accounts {

  /**
   * @throws InvalidFieldException if the name is taken, empty or too long, or the plan unknown
   */
  public Account create(String name, String plan) {
    throw new UnsupportedOperationException();
  }

  public List<Account> list() {
    throw new UnsupportedOperationException();
  }

  public Optional<Account> byId(String id) {
    throw new UnsupportedOperationException();
  }

  /** By id, else by name. */
  public Optional<Account> find(String idOrName) {
    throw new UnsupportedOperationException();
  }

  /** The plan of that name; a plan no longer configured is one without an allowlist. */
  public Plan plan(String name) {
    throw new UnsupportedOperationException();
  }

  public Account setPlan(String id, String plan) {
    throw new UnsupportedOperationException();
  }

  public Account setPaused(String id, boolean paused) {
    throw new UnsupportedOperationException();
  }

  public Account addDomain(String id, String domain) {
    throw new UnsupportedOperationException();
  }

  public Account removeDomain(String id, String domain) {
    throw new UnsupportedOperationException();
  }

  /** With its members' places, credentials, lists and history. */
  public void delete(String id) {
    throw new UnsupportedOperationException();
  }
}

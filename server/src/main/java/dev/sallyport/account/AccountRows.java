package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The accounts as rows. */
final class AccountRows {
  private AccountRows() {}

  /** An account with the number of its newest change. */
  record Numbered(Account account, long changeNumber) {
    private Numbered with(@Nullable List<String> domains) {
      return domains == null
          ? this
          : new Numbered(
              new Account(
                  account.id(),
                  account.name(),
                  account.plan(),
                  account.paused(),
                  domains,
                  account.createdAt()),
              changeNumber);
    }
  }

  static Optional<Account> byId(Handle handle, String id) {
    return numbered(handle, id).map(Numbered::account);
  }

  static Optional<Numbered> numbered(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM account WHERE account_id = :id AND deleted_at IS NULL")
        .bind("id", Texts.key(id))
        .map((row, context) -> read(row, domains(handle, id)))
        .findOne();
  }

  static Optional<Account> byName(Handle handle, String name) {
    return handle
        .createQuery("SELECT account_id FROM account WHERE name = :name AND deleted_at IS NULL")
        .bind("name", Texts.key(name))
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> byId(handle, id));
  }

  static Account require(Handle handle, String id) {
    return requireNumbered(handle, id).account();
  }

  static Numbered requireNumbered(Handle handle, String id) {
    return numbered(handle, id)
        .orElseThrow(() -> new NoSuchAccountException("There is no such account (any more)."));
  }

  /** The accounts whose ids follow that one, in their order, up to another unless that is empty. */
  static List<Numbered> page(Handle handle, String after, String end, int limit) {
    Which which =
        end.isEmpty()
            ? new Which("account_id > ?", List.of(after))
            : new Which("account_id > ? AND account_id <= ?", List.of(after, end));
    List<Numbered> page = bare(handle, which, "LIMIT " + limit);
    return page.isEmpty()
        ? page
        : withDomains(
            handle,
            Which.between(page.getFirst().account().id(), page.getLast().account().id()),
            page);
  }

  static List<Numbered> all(Handle handle) {
    // Past the last of the hexadecimal digits that ids are made of.
    return numbered(handle, Which.between("", "g"));
  }

  /** In the order of their ids; those that are gone are left out. */
  static List<Numbered> numbered(Handle handle, Which which) {
    return withDomains(handle, which, bare(handle, which, ""));
  }

  private static List<Numbered> bare(Handle handle, Which which, String bound) {
    return which
        .query(
            handle, "SELECT * FROM account", "AND deleted_at IS NULL ORDER BY account_id " + bound)
        .map((row, context) -> read(row, List.of()))
        .list();
  }

  private static List<Numbered> withDomains(Handle handle, Which which, List<Numbered> bare) {
    Map<String, List<String>> domains = new HashMap<>();
    which
        .query(handle, "SELECT account_id, domain FROM account_domain", "ORDER BY domain")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(row ->
            domains.computeIfAbsent(row.getKey(), _ -> new ArrayList<>()).add(row.getValue()));
    return domains.isEmpty()
        ? bare
        : bare.stream().map(each -> each.with(domains.get(each.account().id()))).toList();
  }

  static void insert(Changing changing, Account account) {
    changing
        .handle()
        .createUpdate(
            "INSERT INTO account (account_id, name, plan, paused, created_at, change_number)"
                + " VALUES (:id, :name, :plan, :paused, :created, :number)")
        .bind("id", account.id())
        .bind("name", account.name())
        .bind("plan", account.plan())
        .bind("paused", account.paused())
        .bind("created", account.createdAt().toEpochMilli())
        .bind("number", changing.number())
        .execute();
    changing.touch(account.id());
  }

  static void setPlan(Handle handle, String id, String plan) {
    handle.execute("UPDATE account SET plan = ? WHERE account_id = ?", plan, id);
  }

  static void setPaused(Handle handle, String id, boolean paused) {
    handle.execute("UPDATE account SET paused = ? WHERE account_id = ?", paused, id);
  }

  static void setName(Handle handle, String id, String name) {
    handle.execute("UPDATE account SET name = ? WHERE account_id = ?", name, id);
  }

  static void addDomain(Handle handle, String id, String domain) {
    handle.execute("INSERT INTO account_domain (account_id, domain) VALUES (?, ?)", id, domain);
  }

  static void removeDomain(Handle handle, String id, String domain) {
    handle.execute("DELETE FROM account_domain WHERE account_id = ? AND domain = ?", id, domain);
  }

  /** Leaves the row itself, so that followers learn of it. */
  static void delete(Handle handle, String id, long at) {
    for (String table :
        List.of(
            "allowlist_deadline",
            "allowlist_history",
            "allowlist_expiry",
            "allowlist_entry",
            "allowlist_group",
            "allowlist_assertion",
            "allowlist",
            "credential",
            "account_domain",
            "invitation",
            "password_link",
            "membership",
            "member_session",
            "idempotency_key",
            "bulk_email")) {
      handle.execute("DELETE FROM " + table + " WHERE account_id = ?", id);
    }
    handle.execute("UPDATE account SET deleted_at = ? WHERE account_id = ?", at, id);
  }

  private static List<String> domains(Handle handle, String id) {
    return handle
        .createQuery("SELECT domain FROM account_domain WHERE account_id = :id ORDER BY domain")
        .bind("id", id)
        .mapTo(String.class)
        .list();
  }

  private static Numbered read(ResultSet row, List<String> domains) throws SQLException {
    return new Numbered(
        new Account(
            row.getString("account_id"),
            row.getString("name"),
            row.getString("plan"),
            row.getBoolean("paused"),
            domains,
            Times.required(row, "created_at")),
        row.getLong("change_number"));
  }
}

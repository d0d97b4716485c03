package dev.sallyport.account;

import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Which accounts are read.
 *
 * @param condition what holds of their {@code account_id}
 * @param values what stands for the question marks in it
 */
record Which(String condition, List<String> values) {
  Which {
    values = List.copyOf(values);
  }

  static Which of(String accountId) {
    return new Which("account_id = ?", List.of(accountId));
  }

  /** Those of these ids, of which there is one at least. */
  static Which of(List<String> accountIds) {
    String marks = String.join(", ", Collections.nCopies(accountIds.size(), "?"));
    return new Which("account_id IN (" + marks + ")", accountIds);
  }

  /** Those from the one to the other. */
  static Which between(String firstId, String lastId) {
    return new Which("account_id BETWEEN ? AND ?", List.of(firstId, lastId));
  }

  /** A question that begins as it is given, then asks for these accounts, and ends as given. */
  Query query(Handle handle, String select, String rest) {
    Query query = handle.createQuery(select + " WHERE " + condition + " " + rest);
    for (int i = 0; i < values.size(); i++) {
      query.bind(i, values.get(i));
    }
    return query;
  }
}

package dev.sallyport.account;

import java.time.Instant;
import java.util.List;

/**
 * The tenant.
 *
 * @param id 24 hexadecimal digits
 * @param name unique, 1–100 characters
 * @param plan the plan's name
 * @param paused whether its calls are turned away
 * @param domains sender domains in lower case; empty for any
 */
public record Account(
    String id, String name, String plan, boolean paused, List<String> domains, Instant createdAt) {
  public Account {
    domains = List.copyOf(domains);
  }
}

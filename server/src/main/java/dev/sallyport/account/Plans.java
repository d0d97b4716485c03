package dev.sallyport.account;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plans that are configured, by name. */
public final class Plans {
  private final Map<String, Plan> byName = new LinkedHashMap<>();

  /**
   * The plans given.
   *
   * @throws IllegalArgumentException where two have one name
   */
  public Plans(Collection<Plan> plans) {
    for (Plan plan : plans) {
      if (byName.put(plan.name(), plan) != null) {
        throw new IllegalArgumentException("Two plans are called " + plan.name());
      }
    }
  }

  /** Free, which has no allowlist, and three that do. */
  public static Plans defaults() {
    return new Plans(
        List.of(
            new Plan("free", false, 0, 0),
            new Plan("starter", true, 100, 0),
            new Plan("professional", true, 1_000, 0),
            new Plan("enterprise", true, 100_000, 0)));
  }

  /** In the order they were configured in. */
  public List<Plan> all() {
    return List.copyOf(byName.values());
  }

  /** The plan of that name; a plan that is not configured (any more) has no allowlist. */
  public Plan of(String name) {
    return byName.getOrDefault(name, new Plan(name, false, 0, 0));
  }

  /** The configured plan of that name, or an explained refusal. */
  Plan require(String name) {
    Plan plan = byName.get(name);
    if (plan == null) {
      throw new InvalidFieldException(
          "plan",
          "There is no plan called %s. The plans are %s."
              .formatted(Texts.shown(name), String.join(", ", byName.keySet())));
    }
    return plan;
  }
}

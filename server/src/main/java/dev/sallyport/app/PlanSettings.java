package dev.sallyport.app;

import dev.sallyport.account.Plan;
import dev.sallyport.account.Plans;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of the plans: {@code plans.<plan>.allowlist}, {@code .max-entries} and {@code
 * .requests-per-minute}. What is written of a plan changes that of it alone; a plan that is not
 * built in is made by writing any of the three.
 */
final class PlanSettings {
  private static final String ALLOWLIST = "allowlist";
  private static final String MAX_ENTRIES = "max-entries";
  private static final String REQUESTS = "requests-per-minute";

  private static final Pattern NAME =
      Pattern.compile(
          "plans\\.([a-z0-9][a-z0-9-]{0,39})\\.(allowlist|max-entries|requests-per-minute)");
  private static final Pattern ENVIRONMENT =
      Pattern.compile("SALLYPORT_PLANS_(.{1,40})_(ALLOWLIST|MAX_ENTRIES|REQUESTS_PER_MINUTE)");

  private PlanSettings() {}

  static Optional<Setting<?>> find(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (matcher.group(2)) {
          case ALLOWLIST ->
              Setting.of(
                  name,
                  SettingTypes.BOOLEAN,
                  "",
                  "Whether accounts of this plan may add and edit entries.");
          case MAX_ENTRIES ->
              Setting.of(
                  name,
                  SettingTypes.integer(0, 1_000_000),
                  "",
                  "How many entries one list may hold.");
          default ->
              Setting.of(
                  name,
                  SettingTypes.integer(0, Integer.MAX_VALUE),
                  "",
                  "API requests per account and minute; 0 for no limit.");
        });
  }

  /** {@code plans.starter.max-entries} for {@code SALLYPORT_PLANS_STARTER_MAX_ENTRIES}. */
  static Optional<String> nameOf(String environmentName) {
    Matcher matcher = ENVIRONMENT.matcher(environmentName);
    return matcher.matches()
        ? Optional.of("plans." + lower(matcher.group(1)) + "." + lower(matcher.group(2)))
        : Optional.empty();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The plans, the built-in ones first. */
  static Plans plans(Map<String, Object> values) {
    Map<String, Plan> plans = new LinkedHashMap<>();
    Plans.defaults().all().forEach(plan -> plans.put(plan.name(), plan));
    values.forEach((name, value) -> {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        plans.compute(
            matcher.group(1),
            (plan, known) ->
                with(
                    known == null ? new Plan(plan, false, 1_000, 0) : known,
                    matcher.group(2),
                    value));
      }
    });
    return new Plans(plans.values());
  }

  private static Plan with(Plan plan, String property, Object value) {
    return switch (property) {
      case ALLOWLIST ->
          new Plan(plan.name(), (Boolean) value, plan.maxEntries(), plan.requestsPerMinute());
      case MAX_ENTRIES ->
          new Plan(plan.name(), plan.allowlist(), (Integer) value, plan.requestsPerMinute());
      case REQUESTS -> new Plan(plan.name(), plan.allowlist(), plan.maxEntries(), (Integer) value);
      default -> throw new IllegalArgumentException(property);
    };
  }
}

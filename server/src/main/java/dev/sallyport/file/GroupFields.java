package dev.sallyport.file;

import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups as the API has them. */
public final class GroupFields {
  private GroupFields() {}

  public static Map<String, @Nullable Object> of(Group group) {
    GroupSource source = group.source();
    Group.Checks checks = group.checks();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", group.id());
    json.put("name", group.name());
    json.put("status", group.paused() ? "paused" : "active");
    json.put("url", source.url());
    json.put("file", source.url() == null ? source.fileName() : null);
    json.put("format", source.format());
    json.put("filter", source.filter());
    json.put("family", source.family().word());
    json.put("daily", group.daily());
    json.put("networks", group.networks());
    json.put("already_listed", group.elsewhere());
    json.put("created_at", JsonText.time(group.createdAt()));
    json.put("fetched_at", JsonText.time(checks.fetchedAt()));
    json.put("changed_at", JsonText.time(checks.changedAt()));
    json.put("next_at", group.daily() ? JsonText.time(checks.nextAt()) : null);
    json.put("error", checks.error());
    json.put("error_since", JsonText.time(checks.errorSince()));
    json.put("waiting", checks.waiting());
    return json;
  }
}

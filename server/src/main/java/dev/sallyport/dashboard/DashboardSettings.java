package dev.sallyport.dashboard;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the operator's settings say to the pages.
 *
 * @param publicUrl where browsers and senders reach this server; null to go by each request
 * @param startTlsPorts ports of {@code smtp.listen}, asked for when a page is made, for port 0 is
 *     known only after the start
 * @param tlsPorts ports of {@code smtps.listen}, likewise
 * @param plans the plans' names, in the operator's order, for the first account
 * @param plansWithAllowlist the names of those that include the allowlist
 * @param relay where messages are handed, for the eye and without a password, such as {@code
 *     mail.example.com:587}; empty while they stay in the outbox
 */
public record DashboardSettings(
    @Nullable URI publicUrl,
    Supplier<List<Integer>> startTlsPorts,
    Supplier<List<Integer>> tlsPorts,
    List<String> plans,
    List<String> plansWithAllowlist,
    String relay) {
  public DashboardSettings {
    plans = List.copyOf(plans);
    plansWithAllowlist = List.copyOf(plansWithAllowlist);
  }
}

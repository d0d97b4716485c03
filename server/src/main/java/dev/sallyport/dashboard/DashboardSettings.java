package dev.sallyport.dashboard;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the one who wires the house tells the pages.
 *
 * @param publicUrl where browsers and senders reach this server; null to go by each request
 * @param startTlsPorts ports of {@code smtp.listen}, asked for when a page is made, for port 0 is
 *     known only after the start
 * @param tlsPorts ports of {@code smtps.listen}, likewise
 * @param storeAway whether a failure means that the database can't be reached
 */
public record DashboardSettings(
    @Nullable URI publicUrl,
    Supplier<List<Integer>> startTlsPorts,
    Supplier<List<Integer>> tlsPorts,
    Predicate<RuntimeException> storeAway) {}

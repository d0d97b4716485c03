package dev.sallyport.dashboard;

import dev.sallyport.account.Group;
import dev.sallyport.file.RangeFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as pages show it.
 *
 * @param kind {@code AWS ip-ranges, 412 networks}
 * @param filter on one line; empty for none
 * @param tone the status's colour
 * @param status in words
 * @param fetched when its file was last had
 * @param error why it could not be had since; empty where it could
 * @param waiting why a change of the file waits; empty where none does
 * @param next when it is looked at again; empty where it is not by itself
 * @param matched whether the address just checked falls to one of its networks
 */
record GroupRow(
    String id,
    String name,
    String kind,
    String networks,
    String source,
    boolean byUrl,
    String filter,
    String family,
    boolean daily,
    boolean paused,
    String tone,
    Icon icon,
    String status,
    int elsewhere,
    When fetched,
    When changed,
    String error,
    @Nullable When errorSince,
    String waiting,
    String next,
    boolean matched)
    implements EntryTable.Row {

  static GroupRow of(Group group, boolean matched, Instant now) {
    Group.Checks checks = group.checks();
    String error = checks.error() == null ? "" : checks.error();
    String waiting = checks.waiting() == null ? "" : checks.waiting();
    boolean off = group.paused();
    boolean wrong = !error.isEmpty() || !waiting.isEmpty();
    return new GroupRow(
        group.id(),
        group.name(),
        RangeFile.Form.title(group.source().format()),
        Words.count(group.networks(), "network", "networks"),
        group.source().text(),
        group.source().url() != null,
        group.source().filter().replace("\n", ", "),
        switch (group.source().family()) {
          case ANY -> "";
          case IPV4 -> "IPv4 only";
          case IPV6 -> "IPv6 only";
        },
        group.daily(),
        off,
        off ? "off" : wrong ? "warn" : "ok",
        off ? Icon.PAUSE : wrong ? Icon.WARN : Icon.DOT,
        off
            ? "Paused"
            : !waiting.isEmpty() ? "Waits for you" : error.isEmpty() ? "Active" : "File not had",
        group.elsewhere(),
        When.past(checks.fetchedAt(), now),
        When.past(checks.changedAt(), now),
        error,
        checks.errorSince() == null ? null : When.past(checks.errorSince(), now),
        waiting,
        group.daily() && checks.nextAt() != null ? When.in(checks.nextAt(), now) : "",
        matched);
  }
}

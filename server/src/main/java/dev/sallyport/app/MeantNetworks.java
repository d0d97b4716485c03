package dev.sallyport.app;

import dev.sallyport.account.GroupSource.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of a file's networks are meant; a picocli mixin. */
final class MeantNetworks {
  @Option(
      names = "--filter",
      paramLabel = "FIELD=VALUE",
      description = {
        "Only networks with that value: region=eu-west-1 or service=EC2 for AWS, scope= for"
            + " Google Cloud, key=actions for GitHub, tag= for Azure, a column of CSV.",
        "Of one field any of the values said, of several fields all."
      })
  private @Nullable List<String> filter;

  @Option(names = "--family", paramLabel = "FAMILY", description = "any, ipv4 or ipv6.")
  private @Nullable String family;

  boolean isSaid() {
    return filter != null || family != null;
  }

  String filter(String old) {
    return filter == null ? old : String.join("\n", filter);
  }

  Family family(Family old) {
    Family said = family == null ? old : Family.of(family);
    if (said == null) {
      throw new CommandFailure("--family is any, ipv4 or ipv6.");
    }
    return said;
  }
}

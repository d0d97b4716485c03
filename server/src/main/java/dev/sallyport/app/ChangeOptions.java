package dev.sallyport.app;

import dev.sallyport.account.ConfirmWithin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a list is changed; a picocli {@link Mixin}. */
final class ChangeOptions {
  @Option(names = "--yes", description = "Acknowledges every warning.")
  private boolean yes;

  @Option(
      names = "--confirm-within",
      paramLabel = "TIME",
      converter = Time.class,
      description = {
        "Goes back by itself unless sallyport allowlist confirm is said within a time such as 10m;"
            + " from 1m to 24h.",
        "A running server carries it out."
      })
  private @Nullable Duration confirmWithin;

  boolean yes() {
    return yes;
  }

  @Nullable Duration confirmWithin() {
    return confirmWithin;
  }

  /** A time to confirm in. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return ConfirmWithin.parse(text)
          .orElseThrow(() -> new TypeConversionException(ConfirmWithin.WRONG));
    }
  }
}

package dev.sallyport.app;

import dev.sallyport.app.SettingType.BadValueException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** When an entry stops matching; a picocli {@link Mixin}. */
final class ExpiryOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      converter = Span.class,
      description = "Stops matching after a time such as 45m, 24h or 7d.")
  private @Nullable Duration expiresIn;

  @Option(
      names = "--expires-at",
      paramLabel = "MOMENT",
      converter = Moment.class,
      description = "Stops matching at a moment such as 2030-01-31T18:00:00Z.")
  private @Nullable Instant expiresAt;

  /** The moment, or null where none was said. */
  @Nullable Instant from(Instant now) {
    if (expiresIn != null && expiresAt != null) {
      throw new ParameterException(
          command.commandLine(), "Say --expires-in or --expires-at, not both.");
    }
    return expiresIn == null ? expiresAt : now.plus(expiresIn);
  }

  /** A span of time, longer than none. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        Duration span = SettingTypes.duration(text);
        if (span.isPositive()) {
          return span;
        }
        throw new TypeConversionException("“" + text + "” is no time at all");
      } catch (BadValueException e) {
        throw new TypeConversionException("“" + text + "” " + e.reason());
      }
    }
  }

  /** A moment with its offset from UTC. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "“" + text + "” is not a moment such as 2030-01-31T18:00:00Z");
      }
    }
  }
}

package dev.sallyport.app;

import java.util.Locale;

/**
 * How much is logged. Set before the first logger is asked for, since logback.xml reads it once; a
 * command that only looks something up says nothing below a warning.
 */
final class Logging {
  private static final String PROPERTY = "sallyport.log.level";

  private Logging() {}

  /** What holds until settings are read. */
  static void quiet() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "WARN");
    }
  }

  /** For a command that runs for long. */
  static void level(LogLevel level) {
    System.setProperty(PROPERTY, level.name().toUpperCase(Locale.ROOT));
    if (org.slf4j.LoggerFactory.getLogger("dev.sallyport")
        instanceof ch.qos.logback.classic.Logger logger) {
      ch.qos.logback.classic.Logger root =
          logger.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      root.setLevel(ch.qos.logback.classic.Level.toLevel(level.name()));
    }
  }
}

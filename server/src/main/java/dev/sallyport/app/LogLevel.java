package dev.sallyport.app;

/** How much is logged; {@code log.level}. */
enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}

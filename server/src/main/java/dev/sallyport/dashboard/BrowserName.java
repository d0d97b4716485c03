package dev.sallyport.dashboard;

import java.util.List;

/** What a browser calls itself, in few words: enough to know one's own again. */
final class BrowserName {
  private static final int LONGEST = 40;

  /** In this order, for most browsers name others too. */
  private static final List<Mark> BROWSERS =
      List.of(
          new Mark("Edg", "Edge"),
          new Mark("OPR/", "Opera"),
          new Mark("Firefox/", "Firefox"),
          new Mark("FxiOS/", "Firefox"),
          new Mark("Chrome/", "Chrome"),
          new Mark("CriOS/", "Chrome"),
          new Mark("Safari/", "Safari"));

  private static final List<Mark> SYSTEMS =
      List.of(
          new Mark("iPhone", "iPhone"),
          new Mark("iPad", "iPad"),
          new Mark("Android", "Android"),
          new Mark("Windows", "Windows"),
          new Mark("Mac OS X", "macOS"),
          new Mark("CrOS", "ChromeOS"),
          new Mark("Linux", "Linux"));

  private BrowserName() {}

  /** {@code Firefox on Linux}, what another program calls itself, or {@code Unknown browser}. */
  static String of(String agent) {
    String browser = first(BROWSERS, agent);
    String system = first(SYSTEMS, agent);
    if (!browser.isEmpty()) {
      return system.isEmpty() ? browser : browser + " on " + system;
    }
    String program = agent.split("[ ;(]", 2)[0];
    if (program.isEmpty()) {
      return "Unknown browser";
    }
    return program.codePointCount(0, program.length()) <= LONGEST
        ? program
        : program.substring(0, program.offsetByCodePoints(0, LONGEST));
  }

  private static String first(List<Mark> marks, String agent) {
    return marks.stream()
        .filter(mark -> agent.contains(mark.sign()))
        .map(Mark::name)
        .findFirst()
        .orElse("");
  }

  private record Mark(String sign, String name) {}
}

package dev.sallyport.app;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.app.SettingType.BadValueException;
import dev.sallyport.message.AddressResult;
import dev.sallyport.message.EmailAddress;
import dev.sallyport.relay.RelaySetting;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types a setting's value can have. */
final class SettingTypes {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern BYTES =
      Pattern.compile("([0-9]{1,18}) ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?");

  private SettingTypes() {}

  static final SettingType<Boolean> BOOLEAN =
      new SettingType<>(
          "true or false",
          text ->
              switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new BadValueException("is neither true nor false");
              });

  /** A path as written; it is resolved against the home folder by who reads it. */
  static final SettingType<Path> PATH =
      new SettingType<>(
          "a path",
          text -> {
            if (text.isEmpty()) {
              throw new BadValueException("is empty");
            }
            try {
              return Path.of(text);
            } catch (InvalidPathException e) {
              throw new BadValueException("is not a path");
            }
          });

  static final SettingType<List<ListenAddress>> LISTEN =
      new SettingType<>(
          "addresses with ports, separated by commas, such as 127.0.0.1:8080,[::1]:8080",
          ListenAddress::parseList);

  static final SettingType<List<Network>> NETWORKS =
      new SettingType<>(
          "addresses or networks separated by commas, such as 192.0.2.10,2001:db8::/32, or none",
          SettingTypes::networks);

  static final SettingType<RelaySetting> RELAY =
      new SettingType<>(
          "outbox, smtp://[user:pass@]host:port[?starttls=required] or smtps://[user:pass@]host:port;"
              + " several separated by commas",
          text -> {
            try {
              return RelaySetting.parse(text);
            } catch (IllegalArgumentException e) {
              // It names the setting, as ours do too.
              throw new BadValueException(
                  String.valueOf(e.getMessage()).replaceFirst("^relay\\.url:? ", ""));
            }
          });

  /** A whole number within bounds, both included. */
  static SettingType<Integer> integer(int least, int most) {
    return new SettingType<>(
        "a whole number from " + least + " to " + most,
        text -> {
          try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most && !text.startsWith("+")) {
              return value;
            }
          } catch (NumberFormatException e) {
            throw new BadValueException("is not a whole number");
          }
          throw new BadValueException("is not a whole number from " + least + " to " + most);
        });
  }

  /** A number of bytes within bounds, both included. */
  static SettingType<Long> bytes(long least, long most) {
    return new SettingType<>(
        "a number of bytes, such as 26214400, 25MiB or 1GiB",
        text -> {
          long value = bytes(text);
          if (value < least || value > most) {
            throw new BadValueException("is not between " + least + " and " + most + " bytes");
          }
          return value;
        });
  }

  /** A span of time within bounds, both included. */
  static SettingType<Duration> duration(Duration least, Duration most) {
    return new SettingType<>(
        "a time such as 30s, 10m, 1h or 1h30m" + (least.isZero() ? ", or 0" : ""),
        text -> {
          Duration value = duration(text);
          if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new BadValueException(
                "is not between " + durationText(least) + " and " + durationText(most));
          }
          return value;
        });
  }

  /** One of an enumeration's constants, written in lower case with dashes. */
  static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
    String words =
        Arrays.stream(type.getEnumConstants())
            .map(SettingTypes::word)
            .collect(Collectors.joining(", "));
    return new SettingType<>(
        "one of " + words,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new BadValueException("is not one of " + words)));
  }

  static final SettingType<String> PUBLIC_URL =
      new SettingType<>(
          "a URL such as https://mail.example.com",
          text -> {
            try {
              URI uri = new URI(text);
              String scheme = uri.getScheme();
              if (("http".equals(scheme) || "https".equals(scheme))
                  && uri.getHost() != null
                  && uri.getRawQuery() == null
                  && uri.getRawFragment() == null
                  && uri.getRawUserInfo() == null) {
                return text.replaceFirst("/+$", "");
              }
            } catch (URISyntaxException e) {
              throw new BadValueException("is not a URL");
            }
            throw new BadValueException(
                "is not an http:// or https:// URL of a host and, at most, a path");
          });

  static final SettingType<String> EMAIL =
      new SettingType<>(
          "an email address such as alerts@example.com",
          text ->
              switch (EmailAddress.parse(text)) {
                case AddressResult.Valid(EmailAddress address) -> address.toAscii();
                case AddressResult.Invalid(String message) ->
                    throw new BadValueException("is not an email address. " + message);
              });

  static final SettingType<String> DATABASE =
      new SettingType<>(
          "jdbc:postgresql://host:port/name",
          text -> {
            // SQLite is what holds where nothing is written; another driver is not there to be
            // used.
            if (!text.startsWith("jdbc:postgresql://")) {
              throw new BadValueException("does not start with jdbc:postgresql://");
            }
            // The driver takes what stands there for a part of the host, and shows it in its
            // errors.
            if (text.split("[/?]", 4)[2].contains("@")) {
              throw new BadValueException(
                  "has a user before the host: write them behind it, as ?user=NAME&password=WORD");
            }
            return text;
          });

  private static List<Network> networks(String text) throws BadValueException {
    if (text.equals("none") || text.isEmpty()) {
      return List.of();
    }
    List<Network> networks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      switch (Network.parse(part.strip())) {
        case ParseResult.Parsed<Network>(Network network) -> networks.add(network);
        case ParseResult.Malformed<Network>(String message, List<String> suggestions) ->
            throw new BadValueException(
                "holds “" + part.strip() + "”: " + message + ParseResult.question(suggestions));
      }
    }
    return List.copyOf(networks);
  }

  /** Reads {@code 1h30m}, {@code 10m}, {@code 0}. */
  static Duration duration(String text) throws BadValueException {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher part = DURATION.matcher(text);
    Duration total = Duration.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      long count = Long.parseLong(part.group(1));
      total =
          total.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
              });
      end = part.end();
    }
    if (end == 0 || end < text.length()) {
      throw new BadValueException("is not a time such as 30s, 10m, 24h or 7d");
    }
    return total;
  }

  private static String durationText(Duration duration) {
    return duration.isZero() ? "0" : duration.toString().replace("PT", "").toLowerCase(Locale.ROOT);
  }

  private static long bytes(String text) throws BadValueException {
    Matcher matcher = BYTES.matcher(text);
    if (!matcher.matches()) {
      throw new BadValueException("is not a number of bytes");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    int step = unit.contains("i") ? 1024 : 1000;
    int power = "BKMGT".indexOf(Character.toUpperCase(unit.charAt(0)));
    try {
      return new BigDecimal(matcher.group(1))
          .multiply(BigDecimal.valueOf(step).pow(power))
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new BadValueException("is too large a number of bytes");
    }
  }

  /** The word of a constant in the settings. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

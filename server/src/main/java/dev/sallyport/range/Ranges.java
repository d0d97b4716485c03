package dev.sallyport.range;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.file.EntryFile;
import dev.sallyport.file.RangeFile;
import dev.sallyport.file.RangeFilter;
import dev.sallyport.outgoing.Call;
import dev.sallyport.outgoing.CallResult;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Target;
import dev.sallyport.range.RangeResult.Found;
import dev.sallyport.range.RangeResult.Unchanged;
import dev.sallyport.range.RangeResult.Wrong;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has published range files, by URL or as they were uploaded, and reads what is meant of them. */
public final class Ranges {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Files had at the same time for those who wait; each may be {@link RangeFile#MOST_BYTES}. */
  private static final int HAD_AT_A_TIME = 8;

  /** Files read at the same time, each of which takes many times its size. */
  private static final int READ_AT_A_TIME = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_FILE_NAME = 200;
  private static final int MOST_ETAG = 300;

  private final Outgoing outgoing;
  private final boolean plainHttp;
  private final Semaphore calls = new Semaphore(HAD_AT_A_TIME);
  private final Semaphore reading = new Semaphore(READ_AT_A_TIME);

  /**
   * @param plainHttp whether a URL may be {@code http://}, where whoever is on the way can write
   *     the list
   */
  public Ranges(Outgoing outgoing, boolean plainHttp) {
    this.outgoing = outgoing;
    this.plainHttp = plainHttp;
  }

  /**
   * Has the file at a URL, for one who has one at a time.
   *
   * @param etag the version that is known; null to have it whatever it is
   * @return never {@link Unchanged} where no version is known
   * @throws InterruptedException where the waiting thread was interrupted
   */
  RangeResult follow(String url, String filter, Family family, @Nullable String etag)
      throws InterruptedException {
    Target target;
    switch (Target.parse(url.strip())) {
      case ParseResult.Parsed<Target>(Target parsed) -> target = parsed;
      case ParseResult.Malformed<Target>(String message, _) -> {
        return wrong("url", message);
      }
    }
    String scheme = String.valueOf(target.uri().getScheme()).toLowerCase(Locale.ROOT);
    if (!plainHttp && !scheme.equals("https")) {
      return wrong(
          "url",
          "The URL of a range file starts with https://, so that nobody on the way writes it.");
    }
    Map<String, String> headers = etag == null ? Map.of() : Map.of("If-None-Match", etag);
    CallResult result =
        outgoing.call(new Call(target, headers, null, LONGEST, RangeFile.MOST_BYTES));
    return switch (result) {
      case CallResult.Refused(String why) -> wrong("url", why);
      case CallResult.Failed(String why) -> wrong("url", why);
      case CallResult.Answered(int status, _, _, _) when status == 304 && etag != null ->
          new Unchanged();
      case CallResult.Answered answered -> answered(target, answered, filter, family);
    };
  }

  /**
   * Has the file at a URL for somebody who waits for it. Where many do, some are turned away after
   * a moment; never {@link Unchanged}.
   */
  public RangeResult fetch(String url, String filter, Family family) {
    return inTurn(
        calls,
        () -> {
          try {
            return follow(url, filter, family, null);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return wrong("url", "The file was not waited for, for this server stops.");
          }
        });
  }

  private static RangeResult inTurn(Semaphore room, Supplier<RangeResult> work) {
    boolean mine = false;
    try {
      mine = room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return mine
          ? work.get()
          : wrong("url", "Many range files are being read. Try again in a minute.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return wrong("url", "The file was not waited for, for this server stops.");
    } finally {
      if (mine) {
        room.release();
      }
    }
  }

  private RangeResult answered(
      Target target, CallResult.Answered answered, String filter, Family family) {
    int status = answered.status();
    if (status >= 300 && status < 400) {
      return wrong(
          "url",
          status == 304
              ? "The server answers 304, though it was not asked whether the file changed."
              : "The server answers %d, a redirect. Give the address it leads to."
                  .formatted(status));
    }
    if (status != 200) {
      return wrong("url", "The server answers %d.".formatted(status));
    }
    if (answered.cutOff()) {
      return wrong("url", tooLarge());
    }
    String etag = answered.etag();
    return read(
        answered.body(),
        target.toString(),
        "",
        filter,
        family,
        etag == null || etag.length() > MOST_ETAG ? null : etag);
  }

  /**
   * Reads a file that was uploaded.
   *
   * @param fileName as it was called; cut to {@value #MOST_FILE_NAME} characters
   */
  public RangeResult read(String text, String fileName, String filter, Family family) {
    if (text.length() > RangeFile.MOST_BYTES
        || text.getBytes(UTF_8).length > RangeFile.MOST_BYTES) {
      return wrong("file", tooLarge());
    }
    String plain = fileName.replaceAll("\\p{Cntrl}", "").strip();
    String name = plain.isEmpty() ? "pasted" : plain;
    return read(
        text,
        null,
        name.substring(0, Math.min(MOST_FILE_NAME, name.length())),
        filter,
        family,
        null);
  }

  private RangeResult read(
      String text,
      @Nullable String url,
      String fileName,
      String filter,
      Family family,
      @Nullable String etag) {
    RangeFilter wanted;
    try {
      wanted = RangeFilter.parse(filter);
    } catch (RangeFilter.MalformedException e) {
      return wrong("filter", e.reason());
    }
    return inTurn(reading, () -> select(RangeFile.read(text), url, fileName, wanted, family, etag));
  }

  private static RangeResult select(
      RangeFile file,
      @Nullable String url,
      String fileName,
      RangeFilter wanted,
      Family family,
      @Nullable String etag) {
    RangeFile.Selection selection = file.select(wanted, family);
    if (!selection.mistakes().isEmpty()) {
      String field =
          selection.mistakes().stream().allMatch(mistake -> mistake.place().isEmpty())
                  && file.mistakes().isEmpty()
              ? "filter"
              : url == null ? "file" : "url";
      return new Wrong(field, selection.mistakes().stream().map(EntryFile.Mistake::text).toList());
    }
    return new Found(
        new GroupSource(url, fileName, file.form().word(), wanted.text(), family),
        selection.networks(),
        etag);
  }

  private static String tooLarge() {
    return "A range file has at most %d MiB.".formatted(RangeFile.MOST_BYTES >> 20);
  }

  private static Wrong wrong(String field, String message) {
    return new Wrong(field, List.of(message));
  }
}

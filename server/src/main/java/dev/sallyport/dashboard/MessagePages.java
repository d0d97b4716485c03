package dev.sallyport.dashboard;

import dev.sallyport.intake.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The messages kept here, while no relay is set. */
final class MessagePages {
  private static final int ROWS = 50;
  private static final int MAX_PAGE = 100_000;

  private final Messages messages;
  private final Pages pages;

  MessagePages(Messages messages, Pages pages) {
    this.messages = messages;
    this.pages = pages;
  }

  void page(Visit visit) {
    int page = number(Requests.query(visit.ctx(), "page"));
    try {
      Messages.Page found = messages.newest(visit.account().id(), (page - 1) * ROWS, ROWS);
      List<Row> rows = new ArrayList<>();
      for (Messages.Kept message : found.messages()) {
        rows.add(row(message, visit));
      }
      Model model =
          new Model(messages.relay().orElse(""), rows, page, (page - 1) * ROWS, found.total());
      pages.page(visit, 200, "Messages", "messages.jte", model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row row(Messages.Kept message, Visit visit) throws IOException {
    return new Row(
        message.id(),
        subject(visit, message.id()),
        recipients(message.recipients()),
        message.from(),
        size(message.size()),
        When.past(message.at(), visit.now()));
  }

  private String subject(Visit visit, String id) throws IOException {
    try (InputStream in = messages.read(visit.account().id(), id)) {
      return MailReader.subject(in);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static String recipients(List<String> recipients) {
    if (recipients.isEmpty()) {
      return "";
    }
    int others = recipients.size() - 1;
    return others == 0 ? recipients.getFirst() : recipients.getFirst() + " and " + others + " more";
  }

  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    return bytes < 1024 * 1024
        ? String.format(Locale.ROOT, "%,d KiB", bytes / 1024)
        : String.format(Locale.ROOT, "%,.1f MiB", bytes / (1024.0 * 1024));
  }

  private static int number(String text) {
    try {
      return Math.clamp(Long.parseLong(text), 1, MAX_PAGE);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  void message(Visit visit) {
    Messages.Kept message = find(visit);
    try (InputStream in = messages.read(visit.account().id(), message.id())) {
      MailReader.Mail mail = MailReader.read(in);
      Message model =
          new Message(
              message.id(),
              mail,
              message.from(),
              message.recipients(),
              size(message.size()),
              When.past(message.at(), visit.now()));
      pages.page(visit, 200, "Message", "message.jte", model);
    } catch (NoSuchFileException e) {
      throw Refusal.notFound();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message as a file; never shown by the browser itself. */
  void download(Visit visit) {
    Messages.Kept message = find(visit);
    try {
      InputStream in = messages.read(visit.account().id(), message.id());
      Headers.page(visit.ctx());
      visit
          .ctx()
          .header("Content-Disposition", "attachment; filename=\"" + message.id() + ".eml\"")
          .contentType("message/rfc822")
          .result(in);
    } catch (NoSuchFileException e) {
      throw Refusal.notFound();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Messages.Kept find(Visit visit) {
    try {
      return messages
          .find(visit.account().id(), visit.ctx().pathParam("id"))
          .orElseThrow(Refusal::notFound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One row of the table. */
  record Row(String id, String subject, String recipients, String from, String size, When kept) {}

  /** One message. */
  record Message(
      String id,
      MailReader.Mail mail,
      String from,
      List<String> recipients,
      String size,
      When kept) {}

  /**
   * What the page shows.
   *
   * @param relay where messages are handed; empty while they stay in the outbox
   * @param from the first row's place, from 0
   */
  record Model(String relay, List<Row> rows, int page, int from, int total) {
    boolean outbox() {
      return relay.isEmpty();
    }

    boolean more() {
      return from + rows.size() < total;
    }

    String range() {
      return String.format(Locale.ROOT, "%,d to %,d of %,d", from + 1, from + rows.size(), total);
    }
  }
}

package dev.sallyport.dashboard;

import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.AuditEntry;
import dev.sallyport.account.AuditQuery;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.file.AuditFields;
import dev.sallyport.file.CsvText;
import dev.sallyport.file.EntryCsv;
import dev.sallyport.file.EntryFields;
import dev.sallyport.file.HistoryCsv;
import dev.sallyport.file.HistoryJson;
import dev.sallyport.file.JsonText;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list, its history and the audit log as files. They are written as they are read, some lines
 * at a time, so that neither memory nor the database is held for as long as a download takes.
 */
final class Exports {
  private static final int AT_A_TIME = 500;

  private final Allowlists allowlists;
  private final Accounts accounts;

  Exports(Allowlists allowlists, Accounts accounts) {
    this.allowlists = allowlists;
    this.accounts = accounts;
  }

  void list(Visit visit) {
    try (Download file = new Download(visit.ctx(), "ip-allowlist")) {
      if (file.csv()) {
        EntryCsv.lines(visit.list().entries(), visit.now()).forEach(file::line);
      } else {
        visit.list().entries().forEach(entry -> file.item(EntryFields.of(entry, visit.now())));
      }
    }
  }

  void history(Visit visit) {
    try (Download file = new Download(visit.ctx(), "history")) {
      file.heads(HistoryCsv.COLUMNS);
      long before = Long.MAX_VALUE;
      Optional<HistoryRow> row = allowlists.revisionBelow(visit.list().ref(), before);
      while (row.isPresent()) {
        if (file.csv()) {
          HistoryCsv.lines(row.get()).forEach(file::line);
        } else {
          file.item(HistoryJson.of(row.get(), deadline(visit, row.get().revision())));
        }
        row = allowlists.revisionBelow(visit.list().ref(), row.get().revision());
      }
    }
  }

  private @Nullable Deadline deadline(Visit visit, long revision) {
    return allowlists
        .confirmations()
        .deadlines(visit.list().ref(), revision, revision)
        .get(revision);
  }

  void audit(Visit visit) {
    try (Download file = new Download(visit.ctx(), "audit")) {
      file.heads(AuditFields.COLUMNS);
      AuditQuery next = AuditPage.Asked.of(visit).query();
      List<AuditEntry> found;
      do {
        found = accounts.audit(visit.account().id(), next, AT_A_TIME);
        for (AuditEntry entry : found) {
          if (file.csv()) {
            file.line(AuditFields.csv(entry));
          } else {
            file.item(AuditFields.json(entry));
          }
        }
        if (!found.isEmpty()) {
          next = next.before(found.getLast().id());
        }
      } while (found.size() == AT_A_TIME);
    }
  }

  /** A file on its way: CSV (RFC 4180), or JSON where it was asked for. */
  private static final class Download implements AutoCloseable {
    private final Writer out;
    private final boolean csv;
    private boolean begun;

    Download(Context ctx, String name) {
      this.csv = !Requests.query(ctx, "format").equals("json");
      Headers.page(ctx);
      ctx.contentType(csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8");
      ctx.header(
          "Content-Disposition",
          "attachment; filename=\"" + name + (csv ? ".csv" : ".json") + "\"");
      this.out =
          new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8));
      if (!csv) {
        write("{\"data\":[");
      }
    }

    boolean csv() {
      return csv;
    }

    void heads(List<String> columns) {
      if (csv) {
        line(CsvText.line(columns));
      }
    }

    void line(String line) {
      write(line + "\r\n");
    }

    void item(Object item) {
      write((begun ? ",\n" : "") + JsonText.text(item));
      begun = true;
    }

    private void write(String text) {
      try {
        out.write(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        if (!csv) {
          out.write("]}\n");
        }
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dev.sallyport.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values (RFC 4180), in a form that spreadsheets can be trusted with: a cell that
 * they would take for a formula gets an apostrophe before it, and loses it again when it is read.
 */
public final class CsvText {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvText() {}

  /**
   * A row and where it stands.
   *
   * @param line the number of its first line, from 1
   */
  record Row(int line, List<String> cells) {}

  /** A text that is not CSV. */
  static final class MalformedException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final int line;

    MalformedException(int line, String message) {
      super(message);
      this.line = line;
    }

    int line() {
      return line;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  public static String line(List<String> cells) {
    return String.join(",", cells.stream().map(CsvText::cell).toList());
  }

  private static String cell(String text) {
    String safe = looksLikeFormula(text) ? "'" + text : text;
    boolean quote =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';')
            || !safe.equals(safe.strip());
    return quote ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** Whether a formula's sign comes first, or behind the apostrophes that guard one. */
  private static boolean looksLikeFormula(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '\'') {
      start++;
    }
    return start < text.length() && FORMULA_STARTS.indexOf(text.charAt(start)) >= 0;
  }

  /** Rows that are not blank, in their order. */
  static List<Row> rows(String text) throws MalformedException {
    return new Reading(text).rows();
  }

  /** One pass over a text. */
  private static final class Reading {
    private final String text;
    private int at;
    private int line = 1;

    Reading(String text) {
      // A byte order mark is how spreadsheets say UTF-8.
      this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    List<Row> rows() throws MalformedException {
      List<Row> rows = new ArrayList<>();
      while (at < text.length()) {
        int start = line;
        List<String> cells = row();
        if (cells.size() > 1 || !cells.getFirst().isBlank()) {
          rows.add(new Row(start, cells));
        }
      }
      return rows;
    }

    private List<String> row() throws MalformedException {
      List<String> cells = new ArrayList<>();
      while (true) {
        String cell = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
        cells.add(looksLikeFormula(cell) && cell.startsWith("'") ? cell.substring(1) : cell);
        if (at == text.length()) {
          return cells;
        }
        char next = text.charAt(at++);
        if (next == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        if (next != ',') {
          line++;
          return cells;
        }
      }
    }

    private String plain() {
      int start = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() throws MalformedException {
      int start = line;
      StringBuilder cell = new StringBuilder();
      at++;
      while (true) {
        if (at == text.length()) {
          throw new MalformedException(start, "A quotation mark is opened and never closed.");
        }
        char next = text.charAt(at++);
        if (next != '"') {
          line += next == '\n' ? 1 : 0;
          cell.append(next);
        } else if (at < text.length() && text.charAt(at) == '"') {
          cell.append('"');
          at++;
        } else if (at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
          return cell.toString();
        } else {
          throw new MalformedException(
              line, "Behind a closing quotation mark comes a comma or the end of the line.");
        }
      }
    }
  }
}

package dev.sallyport.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.file.EntryFile.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small file can hold millions of lines or values, each of which would become an object. */
class EntryFileTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "COLUMN, |1\n|, 250001, |A file has at most 250,000 lines.|",
        "CSV, |1\n|, 250001, |A file has at most 250,000 lines.|",
        "CSV, |,|, 1000001, |A file has at most 1,000,000 cells.|"
      })
  void moreThanAFileHoldsIsToldAndNotRead(Form form, String piece, int times, String told) {
    refused(piece.repeat(times), form, told);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"|[|, |{},|, 500000", "|{\"data\":[|, |\"\",|, 1000001", "||, |[|, 2000"})
  void moreThanJsonOfEntriesHoldsIsToldAndNotRead(String start, String piece, int times) {
    refused(
        start + piece.repeat(times),
        Form.JSON,
        "This JSON holds more, or deeper nested, than a file of entries does.");
  }

  private static void refused(String text, Form form, String told) {
    EntryFile.Contents contents = EntryFile.read(text, form, "Office");

    assertThat(contents.entries()).isEmpty();
    assertThat(contents.mistakes()).containsExactly(new EntryFile.Mistake("", told));
  }

  @Test
  void notEveryMistakeOfManyIsTold() {
    EntryFile.Contents contents =
        EntryFile.read("[" + "1,".repeat(300_000) + "1]", Form.JSON, "Office");

    assertThat(contents.mistakes()).hasSize(21);
    assertThat(contents.mistakes().getLast().text())
        .isEqualTo("What comes after that was not read.");
  }

  @Test
  void moreEntriesThanAFileHoldsAreToldOf() {
    EntryFile.Contents contents =
        EntryFile.read("[" + "{},".repeat(250_000) + "{}]", Form.JSON, "Office");

    assertThat(contents.mistakes())
        .containsExactly(new EntryFile.Mistake("", "What comes after that was not read."));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"COLUMN, |192.0.2.1\n|, 250000", "CSV, |192.0.2.1,a\n|, 250000"})
  void whatAFileMayHoldIsRead(Form form, String line, int times) {
    EntryFile.Contents contents = EntryFile.read(line.repeat(times), form, "Office");

    assertThat(contents.mistakes()).isEmpty();
    assertThat(contents.entries()).hasSize(times);
  }
}

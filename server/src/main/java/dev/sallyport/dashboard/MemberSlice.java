package dev.sallyport.dashboard;

/**
 * The part of the members that is shown.
 *
 * @param number of the page, from 1
 */
record MemberSlice(int number, int total) {
  static final int ROWS = 50;

  /** What was asked for, or the nearest there is. */
  static MemberSlice of(String asked, int total) {
    int last = Math.max(1, (total + ROWS - 1) / ROWS);
    int number = asked.matches("[0-9]{1,6}") ? Integer.parseInt(asked) : 1;
    return new MemberSlice(Math.clamp(number, 1, last), total);
  }

  int offset() {
    return (number - 1) * ROWS;
  }

  boolean several() {
    return total > ROWS;
  }

  boolean more() {
    return offset() + ROWS < total;
  }

  /** {@code 51 to 100 of 230}. */
  String words() {
    return "%s to %s of %s members"
        .formatted(
            Words.number(offset() + 1L),
            Words.number(Math.min(total, offset() + ROWS)),
            Words.number(total));
  }
}

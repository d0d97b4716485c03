package dev.sallyport.dashboard;

/** The line drawings of the pages, 16 by 16, as the inside of an {@code svg} element. */
enum Icon {
  BARS("<path d=\"M2.25 13.75h11.5M4.25 11V8M8 11V3.5M11.75 11V6\"/>"),
  BELL(
      "<path d=\"M8 2a4 4 0 0 0-4 4v2.75L2.75 11.5h10.5L12 8.75V6a4 4 0 0 0-4-4Z\"/>"
          + "<path d=\"M6.5 13.5a1.6 1.6 0 0 0 3 0\"/>"),
  CHECK("<path d=\"m3.25 8.5 3 3 6.5-7\"/>"),
  CHEVRON("<path d=\"m4.5 6.25 3.5 3.5 3.5-3.5\"/>"),
  CLOCK("<circle cx=\"8\" cy=\"8\" r=\"6.25\"/><path d=\"M8 4.5V8l2.25 1.5\"/>"),
  COPY(
      "<rect x=\"5.25\" y=\"5.25\" width=\"8.5\" height=\"8.5\" rx=\"1.5\"/>"
          + "<path d=\"M10.75 5.25v-1.5c0-.83-.67-1.5-1.5-1.5h-5.5c-.83 0-1.5.67-1.5 1.5v5.5"
          + "c0 .83.67 1.5 1.5 1.5h1.5\"/>"),
  CROSS("<path d=\"m4 4 8 8M12 4l-8 8\"/>"),
  DOOR("<path d=\"M3.25 14.25V7a4.75 4.75 0 0 1 9.5 0v7.25M1.75 14.25h12.5M9.75 9.25v.01\"/>"),
  DOT("<circle cx=\"8\" cy=\"8\" r=\"3.25\" fill=\"currentColor\" stroke=\"none\"/>"),
  DOWNLOAD("<path d=\"M8 2.75v7.5M4.75 7.25 8 10.5l3.25-3.25M2.75 13.25h10.5\"/>"),
  GLOBE(
      "<circle cx=\"8\" cy=\"8\" r=\"6.25\"/><path d=\"M1.75 8h12.5M8 1.75c1.75 1.7 2.6 3.8 2.6"
          + " 6.25S9.75 12.55 8 14.25C6.25 12.55 5.4 10.45 5.4 8S6.25 3.45 8 1.75Z\"/>"),
  HISTORY(
      "<path d=\"M2.6 8A5.5 5.5 0 1 0 4.2 4.05L2.5 5.5\"/>"
          + "<path d=\"M2.5 2.5v3h3M8 5.25V8l2 1.25\"/>"),
  INFO("<circle cx=\"8\" cy=\"8\" r=\"6.25\"/><path d=\"M8 7.25v3.75M8 5v.01\"/>"),
  KEY(
      "<circle cx=\"5.25\" cy=\"10.75\" r=\"2.75\"/>"
          + "<path d=\"m7.25 8.75 5.75-5.75M10.5 5.5l2 2\"/>"),
  LOCK(
      "<rect x=\"3\" y=\"7\" width=\"10\" height=\"7\" rx=\"1.5\"/>"
          + "<path d=\"M5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7\"/>"),
  MAIL(
      "<rect x=\"1.75\" y=\"3.25\" width=\"12.5\" height=\"9.5\" rx=\"1.5\"/>"
          + "<path d=\"m2.25 4.25 5.75 4.5 5.75-4.5\"/>"),
  MENU("<path d=\"M2.5 5h11M2.5 11h11\"/>"),
  PAUSE("<path d=\"M5.75 3.75v8.5M10.25 3.75v8.5\"/>"),
  PEOPLE(
      "<circle cx=\"6\" cy=\"5.5\" r=\"2.5\"/><path d=\"M1.75 13.25c.3-2.4 2-3.75 4.25-3.75s3.95 1.35"
          + " 4.25 3.75M10.25 3.25a2.5 2.5 0 0 1 0 4.5M12 9.9c1.3.5 2.05 1.6 2.25 3.35\"/>"),
  PENCIL("<path d=\"m3 10.5-.5 3 3-.5 7.25-7.25-2.5-2.5L3 10.5Z\"/>"),
  PERSON(
      "<circle cx=\"8\" cy=\"5.25\" r=\"2.75\"/>"
          + "<path d=\"M2.75 13.75c.4-2.7 2.5-4 5.25-4s4.85 1.3 5.25 4\"/>"),
  PLAY("<path d=\"M5 3.25v9.5L12.5 8 5 3.25Z\"/>"),
  PLUS("<path d=\"M8 3.25v9.5M3.25 8h9.5\"/>"),
  SEARCH("<circle cx=\"7\" cy=\"7\" r=\"4.5\"/><path d=\"m10.5 10.5 3 3\"/>"),
  SHIELD(
      "<path d=\"M8 1.75 2.75 3.6v4.1c0 3.2 2.2 5.4 5.25 6.55 3.05-1.15 5.25-3.35"
          + " 5.25-6.55V3.6L8 1.75Z\"/><path d=\"m5.7 8 1.65 1.65 3-3.2\"/>"),
  SHIELD_CROSS(
      "<path d=\"M8 1.75 2.75 3.6v4.1c0 3.2 2.2 5.4 5.25 6.55 3.05-1.15 5.25-3.35"
          + " 5.25-6.55V3.6L8 1.75Z\"/><path d=\"m6.25 6.25 3.5 3.5M9.75 6.25l-3.5 3.5\"/>"),
  TRASH(
      "<path d=\"M2.75 4.25h10.5M6 4.25v-1.5h4v1.5M4 4.25l.55 8.6c.03.5.45.9.95.9h5"
          + "c.5 0 .92-.4.95-.9L12 4.25\"/>"),
  UNDO("<path d=\"M5.5 3 2.5 6l3 3\"/><path d=\"M2.5 6h7a4 4 0 0 1 0 8H7\"/>"),
  UP_DOWN("<path d=\"m5.25 6 2.75-2.75L10.75 6M5.25 10 8 12.75 10.75 10\"/>"),
  WARN("<path d=\"M8 2.25 1.5 13.5h13L8 2.25Z\"/><path d=\"M8 6.5v3.25M8 11.6v.01\"/>");

  private final String shape;

  Icon(String shape) {
    this.shape = shape;
  }

  /** Markup of this class alone, never of anyone else: safe to write unescaped. */
  String shape() {
    return shape;
  }
}

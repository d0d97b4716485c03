package dev.sallyport.dashboard;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) as one path of an SVG, so that a page that loads nothing can show it.
 *
 * @param size squares on a side, the quiet zone of four around it counted
 * @param path each run of dark squares as a rectangle; digits and path letters alone
 */
record QrPicture(int size, String path) {
  private static final int QUIET = 4;

  /** The picture of a text of up to 2,331 bytes. */
  static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      int x = 0;
      while (x < code.size) {
        int start = x;
        while (x < code.size && code.getModule(x, y)) {
          x++;
        }
        if (x > start) {
          path.append('M').append(start + QUIET).append(' ').append(y + QUIET);
          path.append('h').append(x - start).append("v1h-").append(x - start).append('z');
        } else {
          x++;
        }
      }
    }
    return new QrPicture(code.size + 2 * QUIET, path.toString());
  }
}

package dev.sallyport.app;

/**
 * How the text of a setting becomes its value.
 *
 * @param form what such a text looks like, as it is put into an error
 */
record SettingType<T>(String form, Reader<T> reader) {

  /** Turns a text into a value. */
  interface Reader<T> {
    /**
     * @throws BadValueException with what is wrong with the text
     */
    T read(String text) throws BadValueException;
  }

  T read(String text) throws BadValueException {
    return reader.read(text.strip());
  }

  /** A text that is not a value of its type. */
  static final class BadValueException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    /**
     * @param message what is wrong, without the setting's name
     */
    BadValueException(String message) {
      super(message);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}

package dev.sallyport.app;

/** The command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    throw new UnsupportedOperationException();
  }
}

package dev.sallyport.dashboard;

/** Goes on to a page of ours after a plain form, which then tells what was done. */
final class Redirects {
  private Redirects() {}

  /** A script is sent there as a whole, for the frame of the page may have changed too. */
  static void tell(Visit visit, Done done, String path) {
    Cookies.set(visit.ctx(), Cookies.DONE, done.cookie(), visit.secure());
    to(visit, path);
  }

  static void to(Visit visit, String path) {
    Headers.page(visit.ctx());
    if (visit.fragment()) {
      visit.ctx().status(200).header("HX-Redirect", path);
    } else {
      visit.ctx().status(303).header("Location", path);
    }
  }
}

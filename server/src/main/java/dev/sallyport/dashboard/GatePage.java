package dev.sallyport.dashboard;

/**
 * The frame around a page for someone who is not signed in.
 *
 * @param foot one line at the foot, such as the host's name; may be empty
 * @param address where the visitor calls from; empty where that is not known
 */
record GatePage(String title, String assets, String foot, String address) {}

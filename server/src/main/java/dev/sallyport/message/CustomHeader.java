package dev.sallyport.message;

/** A header field of the sender's own, as a request gave it: nothing is checked yet. */
public record CustomHeader(String name, String value) {}

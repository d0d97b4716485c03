package dev.sallyport.allowlist;

import org.jspecify.annotations.Nullable;

/** What a field asks for. */
enum Form {
  ADDRESS,
  NETWORK;

  /** The canonical form of a text that the field would accept, or null. */
  @Nullable String canonical(String text) {
    Object read =
        this == ADDRESS
            ? AddressReader.address(text, 0, text.length())
            : AddressReader.network(text, 0, text.length());
    return read == null ? null : read.toString();
  }
}

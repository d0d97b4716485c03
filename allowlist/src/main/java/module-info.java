/** The engine of an IP allowlist: addresses, networks, and which entry of a list covers one. */
module dev.sallyport.allowlist {
  requires static org.jspecify;

  exports dev.sallyport.allowlist;
}

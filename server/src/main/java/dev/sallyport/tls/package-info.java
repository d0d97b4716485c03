/**
 * The server's certificate: read from PEM files and re-read when they change, or self-signed and
 * made once.
 */
@NullMarked
package dev.sallyport.tls;

import org.jspecify.annotations.NullMarked;

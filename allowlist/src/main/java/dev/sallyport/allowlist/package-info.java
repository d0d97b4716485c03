/**
 * The engine: which entry of a list of networks, if any, covers an address. No dependency, no I/O,
 * no clock.
 */
@NullMarked
package dev.sallyport.allowlist;

import org.jspecify.annotations.NullMarked;

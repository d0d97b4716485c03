/**
 * From socket, PROXY header and forwarding headers to the client address, with the reason for each
 * hop.
 */
@NullMarked
package dev.sallyport.peer;

import org.jspecify.annotations.NullMarked;

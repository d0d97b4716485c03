/**
 * HTTP calls to addresses that somebody told us to call, such as webhooks: held away from the
 * networks this gate stands in.
 */
@NullMarked
package dev.sallyport.outgoing;

import org.jspecify.annotations.NullMarked;

/** Hands a message to the SMTP server behind, or to the outbox. */
@NullMarked
package dev.sallyport.relay;

import org.jspecify.annotations.NullMarked;

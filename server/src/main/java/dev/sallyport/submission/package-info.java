/** SMTP submission (RFC 6409): translates commands and replies. */
@NullMarked
package dev.sallyport.submission;

import org.jspecify.annotations.NullMarked;

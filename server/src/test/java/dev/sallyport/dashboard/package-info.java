/** The pages, asked for over real sockets. */
@NullMarked
package dev.sallyport.dashboard;

import org.jspecify.annotations.NullMarked;

/** The HTTP API: translates requests and answers. */
@NullMarked
package dev.sallyport.api;

import org.jspecify.annotations.NullMarked;

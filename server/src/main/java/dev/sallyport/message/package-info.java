/** An envelope and its content; composing MIME from an API request. */
@NullMarked
package dev.sallyport.message;

import org.jspecify.annotations.NullMarked;

/** Pages, forms and sign-in. */
@NullMarked
package dev.sallyport.dashboard;

import org.jspecify.annotations.NullMarked;

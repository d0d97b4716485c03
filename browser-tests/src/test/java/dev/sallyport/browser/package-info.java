/** The dashboard, walked and measured in a real browser. */
@NullMarked
package dev.sallyport.browser;

import org.jspecify.annotations.NullMarked;

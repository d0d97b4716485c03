/** The only way in for mail: decide, hand over, record, give a receipt. */
@NullMarked
package dev.sallyport.intake;

import org.jspecify.annotations.NullMarked;

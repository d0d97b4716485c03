/** The live picture of every account's policy and credentials; the one place that decides. */
@NullMarked
package dev.sallyport.admission;

import org.jspecify.annotations.NullMarked;

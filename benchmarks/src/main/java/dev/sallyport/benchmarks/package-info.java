/** The engine beside its peers, all given the same lists and the same questions. */
@NullMarked
package dev.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;

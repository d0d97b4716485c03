/** Published range files: had from where they are published, read, and kept as groups of lists. */
@NullMarked
package dev.sallyport.range;

import org.jspecify.annotations.NullMarked;

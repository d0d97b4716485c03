/**
 * Who called, counted; and the questions asked of it. Counts are kept in memory and written in
 * batches by a thread of their own: no decision waits for them, and a crash may lose the counts of
 * the last seconds, never a call.
 */
@NullMarked
package dev.sallyport.activity;

import org.jspecify.annotations.NullMarked;

/** The program: settings, commands, and the wiring of the whole. */
@NullMarked
package dev.sallyport.app;

import org.jspecify.annotations.NullMarked;

/** How secrets are kept: as hashes, or sealed under a key that is not in the database. */
@NullMarked
package dev.sallyport.secret;

import org.jspecify.annotations.NullMarked;

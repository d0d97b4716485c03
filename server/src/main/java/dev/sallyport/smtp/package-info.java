/** The lines and replies of SMTP on a socket (RFC 5321), for the server's side and the client's. */
@NullMarked
package dev.sallyport.smtp;

import org.jspecify.annotations.NullMarked;

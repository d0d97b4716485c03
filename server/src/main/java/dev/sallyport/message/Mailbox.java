package dev.sallyport.message;

/**
 * A person or a program in an email's header, as a request gave it: nothing is checked yet.
 *
 * @param email the address, empty where it is missing
 * @param name the display name, empty for none
 */
public record Mailbox(String email, String name) {}

package dev.sallyport.account;

/** A member's place in an account. */
public record Membership(String accountId, String accountName, Role role) {}

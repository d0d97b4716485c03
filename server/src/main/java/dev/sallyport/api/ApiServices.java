package dev.sallyport.api;

import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.BulkEmails;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.IdempotencyKeys;
import dev.sallyport.activity.Activity;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.Counters;
import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Throttle;
import dev.sallyport.alert.Alerts;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Tally;
import dev.sallyport.message.Composer;
import dev.sallyport.peer.HttpPeers;
import dev.sallyport.range.Ranges;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * What the API works with.
 *
 * @param peers tells who is calling
 * @param throttle shared with the other doors, so that an address is slowed at all of them
 * @param tally where denials are counted
 * @param storeAway whether an exception means that the database can't be used for now
 */
public record ApiServices(
    HttpPeers peers,
    Admission admission,
    Throttle throttle,
    Accounts accounts,
    Credentials credentials,
    Allowlists allowlists,
    Ranges ranges,
    Activity activity,
    Alerts alerts,
    Counters counters,
    Attempts attempts,
    IdempotencyKeys idempotencyKeys,
    BulkEmails bulkEmails,
    Composer composer,
    Intake intake,
    Tally tally,
    InstantSource clock,
    Predicate<RuntimeException> storeAway) {}

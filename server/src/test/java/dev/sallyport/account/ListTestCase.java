package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.ChangeResult.Changed;
import dev.sallyport.account.ChangeResult.Invalid;
import dev.sallyport.account.ChangeResult.NeedsAcknowledgement;
import dev.sallyport.allowlist.IpAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A test class about the list of an account whose plan has one. */
@SuppressWarnings("NullAway.Init") // made before each test
abstract class ListTestCase extends AccountTestCase {
  static final Guard YES =
      new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
  static final Guard NOTHING_ACKNOWLEDGED =
      new Guard(Actor.commandLine(), Set.of(), false, OptionalLong.empty(), null);

  String account;
  ListRef list;

  @BeforeEach
  final void makeAccount() {
    account = house.accounts.create("Acme", "starter").id();
    list = ListRef.ofAccount(account);
  }

  final ChangeResult change(Change change) {
    return house.allowlists.change(list, change, YES);
  }

  final ChangeResult change(Change change, Guard guard) {
    return house.allowlists.change(list, change, guard);
  }

  final Changed made(Change change) {
    return made(change(change));
  }

  static Changed made(ChangeResult result) {
    assertThat(result).isInstanceOf(Changed.class);
    return (Changed) result;
  }

  final Entry add(String address, String name) {
    return only(made(new Change.Add(draft(address, name))));
  }

  final Entry addUntil(String address, String name, Instant expiry) {
    return only(made(new Change.Add(new EntryDraft(address, name, null, expiry))));
  }

  static Entry only(Changed changed) {
    Entry entry = changed.entry();
    assertThat(entry).isNotNull();
    return entry;
  }

  final Invalid refused(Change change) {
    ChangeResult result = change(change);
    assertThat(result).isInstanceOf(Invalid.class);
    return (Invalid) result;
  }

  final List<String> warnings(Change change, Guard guard) {
    ChangeResult result = change(change, guard);
    assertThat(result).isInstanceOf(NeedsAcknowledgement.class);
    return ((NeedsAcknowledgement) result).warnings().stream().map(Warning::code).toList();
  }

  final Allowlist current() {
    return house.allowlists.find(list).orElseThrow();
  }

  final List<String> addresses() {
    return current().entries().stream().map(entry -> entry.network().toString()).toList();
  }

  static EntryDraft draft(String address, String name) {
    return new EntryDraft(address, name, null, null);
  }

  static List<EntryDraft> drafts(String... addresses) {
    return Arrays.stream(addresses).map(address -> draft(address, "net " + address)).toList();
  }

  static Guard acknowledging(String... codes) {
    return new Guard(Actor.commandLine(), Set.of(codes), false, OptionalLong.empty(), null);
  }

  static Guard from(String address) {
    return new Guard(
        Actor.commandLine(), Set.of(), false, OptionalLong.empty(), IpAddress.of(address));
  }
}

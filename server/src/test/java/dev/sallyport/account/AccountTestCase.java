package dev.sallyport.account;

import dev.sallyport.store.OnBothDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class with a house of its own for each test. */
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class AccountTestCase extends OnBothDatabases {
  TestHouse house;

  @BeforeEach
  final void open() {
    house = new TestHouse(database().fresh(folder()));
  }

  @AfterEach
  final void close() {
    house.close();
  }
}

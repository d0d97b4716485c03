package dev.sallyport.account;

import dev.sallyport.store.OnBothDatabases;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class with a house of its own for each test. */
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class AccountTestCase extends OnBothDatabases {
  TestHouse house;
  StoreSettings settings;

  @BeforeEach
  final void open() {
    settings = database().fresh(folder());
    house = new TestHouse(settings);
  }

  @AfterEach
  final void close() {
    house.close();
    TestDatabase.release(settings);
  }
}

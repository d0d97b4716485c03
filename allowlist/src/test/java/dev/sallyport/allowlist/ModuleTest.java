package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTest {
  private final ModuleDescriptor module =
      ModuleFinder.of(Path.of("target", "classes"))
          .find("dev.sallyport.allowlist")
          .orElseThrow()
          .descriptor();

  @Test
  void needsNothingAtRunTimeButTheJdkBase() {
    assertThat(module.requires())
        .filteredOn(each -> !each.modifiers().contains(Modifier.STATIC))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
  }

  @Test
  void showsItsOnePackage() {
    assertThat(module.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactly("dev.sallyport.allowlist");
  }
}

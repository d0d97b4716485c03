package dev.sallyport.app;

import dev.sallyport.file.JsonText;
import dev.sallyport.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport serve}: both channels and the dashboard, until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Starts the HTTP API, SMTP submission and the dashboard.",
      "Prints 'sallyport is ready' and the addresses once every listener accepts."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport serve",
      "  sallyport serve --set http.listen=127.0.0.1:0 --set relay.url=smtp://127.0.0.1:25"
    })
final class ServeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(names = "--json", description = "Says the addresses as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Surroundings around = RootCommand.surroundings(spec);
    Settings settings = options.read();
    Logging.level(settings.logLevel());
    Gate.Running gate = Gate.open(settings, around.clock());
    CountDownLatch stopped = closeAtTheEnd(gate);
    say(gate, settings, around.out());
    stopped.await();
    return 0;
  }

  /** Stops in good order when the process is told to end. */
  static CountDownLatch closeAtTheEnd(AutoCloseable gate) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  try {
                    gate.close();
                  } catch (Exception e) {
                    // The process ends either way.
                  }
                  stopped.countDown();
                }));
    return stopped;
  }

  private void say(Gate.Running gate, Settings settings, PrintWriter out) {
    String setUp = setUpLink(gate, settings);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("status", "ready");
      document.put("http", texts(gate.http()));
      document.put("smtp", texts(gate.smtp()));
      document.put("smtps", texts(gate.smtps()));
      document.put("admin", texts(gate.admin()));
      document.put("certificate", gate.tls().certificate().toString());
      document.put("setup_url", setUp.isEmpty() ? null : setUp);
      JsonText.print(out, document);
    } else {
      Addresses.print(gate, settings, out);
      if (!setUp.isEmpty()) {
        out.println();
        out.println("There is no member yet. Make the first one within the hour, by this link:");
        out.println("  " + setUp);
      }
    }
    out.flush();
  }

  /** Empty where there are members, or where the database can't be asked. */
  private static String setUpLink(Gate.Running gate, Settings settings) {
    try {
      return gate.ledger().members().none()
          ? Addresses.dashboard(gate, settings)
              + "/setup/"
              + gate.ledger().members().newSetupSecret()
          : "";
    } catch (StoreException e) {
      return "";
    }
  }

  private static List<String> texts(List<InetSocketAddress> addresses) {
    return addresses.stream().map(Addresses::text).toList();
  }
}

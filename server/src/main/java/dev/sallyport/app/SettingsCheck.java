package dev.sallyport.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What settings must be to each other. */
final class SettingsCheck {
  private final Settings settings;

  private SettingsCheck(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws SettingsException at the first that does not go with another
   */
  static void check(Settings settings) {
    SettingsCheck check = new SettingsCheck(settings);
    check.certificateHasKey();
    check.addressesDiffer();
    check.relayIsWritten();
    check.proxyProtocolHasPeers();
  }

  private void certificateHasKey() {
    boolean certificate = settings.tlsCertificate().isPresent();
    if (certificate != settings.tlsKey().isPresent()) {
      throw certificate
          ? settings.refused(
              SettingNames.TLS_CERTIFICATE, "tls.certificate is set, but tls.key is not: set both")
          : settings.refused(
              SettingNames.TLS_KEY, "tls.key is set, but tls.certificate is not: set both");
    }
  }

  private void addressesDiffer() {
    Map<ListenAddress, Setting<?>> taken = new HashMap<>();
    for (Setting<List<ListenAddress>> setting : Settings.LISTENERS) {
      for (ListenAddress address : settings.value(setting)) {
        Setting<?> other = address.port() == 0 ? null : taken.putIfAbsent(address, setting);
        if (other != null && !other.equals(setting)) {
          throw settings.refused(
              settings.isWritten(setting) ? setting : other,
              address + " is in both " + other.name() + " and " + setting.name());
        }
      }
    }
  }

  // Mail from the outside that ends in a folder of this machine would be lost without anybody
  // noticing.
  private void relayIsWritten() {
    if (settings.isWritten(SettingNames.RELAY_URL)) {
      return;
    }
    for (Setting<List<ListenAddress>> setting : Settings.LISTENERS) {
      for (ListenAddress address : settings.value(setting)) {
        if (!address.isLoopback()) {
          throw settings.refused(
              setting,
              "relay.url must be written, for "
                  + setting.name()
                  + " is reachable from outside ("
                  + address
                  + "): the server to hand mail to, such as smtp://relay.example.com:25, or outbox"
                  + " to keep it in a folder");
        }
      }
    }
  }

  private void proxyProtocolHasPeers() {
    for (Setting<Boolean> setting :
        List.of(SettingNames.HTTP_PROXY_PROTOCOL, SettingNames.SMTP_PROXY_PROTOCOL)) {
      if (settings.value(setting) && settings.proxyTrusted().networks().isEmpty()) {
        throw settings.refused(
            setting,
            setting.name()
                + " is true, but proxy.trusted names nobody: no one could connect. Name the"
                + " balancer's address there");
      }
    }
  }
}

package app.dollr.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1",
        "2002:a00:1::1",
        "2001:db8::1"
      })
  void whatIsNotOnTheInternetIsNotCalled(String address) {
    assertThat(live().allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void whatIsOnTheInternetIs(String address) {
    assertThat(live().allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void inSandboxThisMachineMayBeCalledAndStillNoOtherOfItsNetwork() {
    var sandbox = new Guard(true, host -> new InetAddress[0]);
    assertThat(sandbox.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(sandbox.allows(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(sandbox.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
  }

  @Test
  void aNameWithOnePrivateAddressAmongPublicOnesIsNotCalled() throws UnknownHostException {
    assertThat(new Guard(false, host -> new InetAddress[] {PUBLIC}).addresses("shop"))
        .containsExactly(PUBLIC);
    var mixed =
        new Guard(false, host -> new InetAddress[] {PUBLIC, InetAddress.ofLiteral("192.168.1.1")});
    assertThatThrownBy(() -> mixed.addresses("shop"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("192.168.1.1");
  }

  private static Guard live() {
    return new Guard(false, name -> new InetAddress[] {PUBLIC});
  }
}

package io.bitwright.spark;

import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where Spark runs: threads of this process ({@code local[2]}), a standalone cluster ({@code
 * spark://HOST:PORT}, more masters after commas), or what {@code spark-submit} has chosen.
 *
 * @param url as Spark takes it
 */
record SparkMaster(String url) {
  private static final String STANDALONE = "spark://";
  private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|[1-9][0-9]*)])?");
  private static final int CONNECT_MILLISECONDS = 10_000;

  /**
   * The place that a user named.
   *
   * @throws SpecException if it is none, or nothing listens there
   */
  static SparkMaster of(String url) {
    if (url.isEmpty()) {
      throw new SpecException(
          "--engine spark needs --master: spark://HOST:PORT of a cluster, or local[*]");
    }
    SparkMaster master = new SparkMaster(url);
    if (url.startsWith(STANDALONE)) {
      master.requireReachable();
    } else if (!master.isThisProcess()) {
      throw new SpecException(
          "--master: '%s' is neither spark://HOST:PORT nor local[N]; other clusters are reached by"
                  .formatted(url)
              + " spark-submit");
    }
    return master;
  }

  private void requireReachable() {
    String reason = "";
    for (InetSocketAddress address : addresses()) {
      try (Socket socket = new Socket()) {
        socket.connect(address, CONNECT_MILLISECONDS);
        return;
      } catch (UnknownHostException e) {
        reason = "unknown host " + address.getHostString();
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    throw new SpecException("--master: " + url + " does not answer: " + reason);
  }

  private List<InetSocketAddress> addresses() {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String place : url.substring(STANDALONE.length()).split(",", -1)) {
      try {
        URI uri = URI.create(STANDALONE + place);
        if (uri.getHost() != null && uri.getPort() > 0) {
          addresses.add(new InetSocketAddress(uri.getHost(), uri.getPort()));
          continue;
        }
      } catch (IllegalArgumentException e) {
        // The message below says it.
      }
      throw new SpecException("--master: '" + url + "' is not spark://HOST:PORT");
    }
    return addresses;
  }

  /** Whether executors are threads of this process, and have its classes. */
  boolean isThisProcess() {
    return LOCAL.matcher(url).matches();
  }

  /** Whether all of Spark is on this machine, and need not be seen from another. */
  boolean isThisMachine() {
    return isThisProcess()
        || (url.startsWith(STANDALONE)
            && addresses().stream()
                .map(InetSocketAddress::getAddress)
                .allMatch(address -> address != null && address.isLoopbackAddress()));
  }

  /** The address by which executors on this machine reach the driver. */
  static String loopback() {
    return InetAddress.ofLiteral("127.0.0.1").getHostAddress();
  }
}

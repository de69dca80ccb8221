package dev.warrant.execution.venue.netty;

import dev.warrant.execution.venue.Transport;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A venue over sockets. Loop thread only, except for construction and closing.
public final class NettyTransport implements Transport {
  private final Loop loop;
  private final RestPool rest;
  private final Endpoint streams;
  private final @Nullable SslContext streamTls;

  /// @param restUrl such as `http://127.0.0.1:8080`
  /// @param streamUrl such as `ws://127.0.0.1:8080`
  /// @throws IllegalArgumentException if an address is none, or leaves this machine without TLS
  public NettyTransport(Loop loop, String restUrl, String streamUrl) {
    this.loop = loop;
    Endpoint to = checked(Endpoint.of(restUrl));
    this.streams = checked(Endpoint.of(streamUrl));
    this.rest = new RestPool(loop, to, tls(to));
    this.streamTls = tls(streams);
  }

  private static Endpoint checked(Endpoint e) {
    if (!e.tls() && !e.loopback()) {
      throw new IllegalArgumentException(
          e.host() + " would be reached without TLS\nMaybe https:// and wss://");
    }
    return e;
  }

  private static @Nullable SslContext tls(Endpoint e) {
    if (!e.tls()) {
      return null;
    }
    try {
      return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
    } catch (SSLException x) {
      throw new IllegalStateException("this JVM cannot do TLS", x);
    }
  }

  @Override
  public void rest(Call call, Consumer<Reply> done) {
    if (loop.loop().inEventLoop()) {
      rest.send(call, done);
    } else {
      loop.after(0, () -> rest.send(call, done));
    }
  }

  @Override
  public Stream stream(String path, StreamListener listener) {
    return new WebSocketStream(loop, streams, streamTls, path, listener);
  }

  @Override
  public void close() {
    loop.after(0, rest::close);
  }
}
